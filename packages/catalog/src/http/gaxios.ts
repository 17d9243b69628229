import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_QUOTA } from '../ai/account-limits.js'
import { isRateLimited, isUnavailable } from './upstream-status.js'

const REASON = 'response.data.error.errors.0.reason'
/** Where the limit that was reached is told; the order of the details is up to the service. */
const METADATA = [0, 1, 2].map((detail) => `response.data.error.details.${detail}.metadata`)
const RETRY = 'https://github.com/googleapis/google-cloud-node/blob/main/core/packages/gaxios/src/retry.ts'
const GOOGLE_ERRORS = 'https://developers.google.com/workspace/drive/api/guides/handle-errors'

/** gaxios, the client below googleapis and google-auth-library; Google's answers say more than their status. */
export const gaxios = defineLibrary({
  name: 'gaxios',
  brands: [{ fields: ['config', 'response', 'code', 'status', 'error'] }],
  wrappers: [
    {
      // With an answer the cause is a part of that, and no error.
      when: match.all(match.error('gaxios:*'), match.not(match.field('response'))),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'gaxios/daily-quota',
      when: match.all(
        match.error('gaxios:*'),
        match.any(match.status(429), match.status(403)),
        match.any(
          ...METADATA.flatMap((path) => [
            match.field(`${path}.quota_limit`, /PerDay/),
            match.field(`${path}.quota_limit_value`, '0'),
          ]),
          match.message(/ per day|PerDay/),
          // Firestore says no more than this of its quota for the day.
          match.message(/^Quota exceeded\.?$/),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'What the project may ask for in a day is used up, or it may not ask at all: nothing succeeds before the next day or a larger quota.',
      source: 'https://cloud.google.com/docs/quotas/troubleshoot',
    },
    {
      id: 'gaxios/rate-limit',
      when: match.all(
        match.error('gaxios:*'),
        match.any(
          // Gemini says the same of a quota for the minute and of one for the day.
          match.all(isRateLimited, match.not(SAYS_QUOTA)),
          match.all(match.status(403), match.field(REASON, 'rateLimitExceeded', 'userRateLimitExceeded')),
        ),
      ),
      verdict: 'transient',
      reason: 'Google asked to slow down, which some of its services say with 403 instead of 429.',
      source: GOOGLE_ERRORS,
    },
    {
      id: 'gaxios/upstream-unavailable',
      when: match.all(
        match.error('gaxios:*'),
        match.any(isUnavailable, match.all(match.status(500), match.field(REASON, 'backendError'))),
      ),
      verdict: 'transient',
      reason: 'The service, or a gateway before it, failed for a moment and asks to be tried again.',
      source: GOOGLE_ERRORS,
    },
    {
      id: 'gaxios/timeout',
      when: match.any(
        match.error('gaxios:#TimeoutError'),
        // Version 7 only carries what node-fetch made of it, which does not tell a deadline from a cancellation.
        match.all(
          match.error('gaxios:*'),
          match.field('cause.type', 'aborted'),
          match.field('config.signal.reason.name', 'TimeoutError'),
        ),
      ),
      verdict: 'transient',
      reason: 'The service had not answered in full when the timeout of the request was over.',
      source: RETRY,
    },
    {
      id: 'gaxios/aborted',
      when: match.error('gaxios:#AbortError'),
      verdict: 'expected',
      reason: 'The application called the request off itself, by its signal.',
      source: RETRY,
    },
  ],
})
