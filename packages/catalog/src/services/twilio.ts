import { defineLibrary, match } from '@sentry-presets/core'
import { isRateLimited, isUnavailable } from '../http/upstream-status.js'

const ERRORS = 'https://www.twilio.com/docs/api/errors'

/** Twilio. What the network did is told by the axios below it; what the API answers carries Twilio's own number. */
export const twilio = defineLibrary({
  name: 'twilio',
  brands: [
    { fields: ['moreInfo', 'details'] },
    { fields: ['type', 'title', 'status', 'code'], says: '://www.twilio.com/' },
  ],
  rules: [
    {
      id: 'twilio/daily-limit',
      when: match.error('twilio:#63038'),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has sent all the messages it may send in a day: it looks like a rate limit, but lasts until tomorrow.',
      source: `${ERRORS}/63038`,
    },
    {
      id: 'twilio/verification-limit',
      when: match.any(match.error('twilio:#60202'), match.error('twilio:#60203')),
      verdict: 'expected',
      reason: 'One person has asked for too many codes, or tried too many wrong ones, and has to wait.',
      source: `${ERRORS}/60203`,
    },
    {
      id: 'twilio/rate-limit',
      when: match.all(match.error('twilio:*'), isRateLimited),
      verdict: 'transient',
      reason:
        'Too many requests were on their way at once; those refused were not processed and may be sent again.',
      source: `${ERRORS}/20429`,
    },
    {
      id: 'twilio/unavailable',
      when: match.all(match.error('twilio:*'), isUnavailable),
      verdict: 'transient',
      reason: 'Twilio, or a gateway before it, was away or overloaded at that moment.',
      source: `${ERRORS}/20503`,
    },
    {
      id: 'twilio/invalid-number',
      when: match.any(match.error('twilio:#21211'), match.error('twilio:#21614')),
      verdict: 'expected',
      reason:
        'There is no such number, or none that takes messages, which is for the user to know and to mend.',
      source: `${ERRORS}/21211`,
    },
    {
      id: 'twilio/unsubscribed',
      when: match.error('twilio:#21610'),
      verdict: 'expected',
      reason: 'The recipient has answered STOP and wants no more messages.',
      source: `${ERRORS}/21610`,
    },
  ],
})
