import { defineLibrary, match } from '@sentry-presets/core'
import { isOutOfQuota, isRateLimitOf } from './insufficient-quota.js'
import { isUnavailable } from './upstream-status.js'

const ERRORS = 'https://github.com/sindresorhus/ky#timeouterror'

/** ky, which speaks through the platform's fetch: version 1 throws what that throws, version 2 wraps it. */
export const ky = defineLibrary({
  name: 'ky',
  brands: [
    { fields: ['name', 'response', 'request', 'options'], says: /^HTTPError$/ },
    { fields: ['name', 'request'], says: /^(?:NetworkError|TimeoutError)$/ },
  ],
  wrappers: [
    {
      // Applications have classes of this name, with the request on it, too.
      when: match.all(
        match.error('ky:NetworkError'),
        match.message(/^Request failed due to a network error: /),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'ky/insufficient-quota',
      when: match.all(match.error('ky:HTTPError'), isOutOfQuota('data')),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has no credit left: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'ky/rate-limit',
      when: match.all(match.error('ky:HTTPError'), isRateLimitOf('data')),
      verdict: 'transient',
      // What is not read cannot tell of used up credit.
      budget: { max: 20, per: '10m' },
      reason:
        'The upstream asked to slow down, and ky waits as long as it was told to; if it lasts, too much is asked.',
      source: 'https://github.com/sindresorhus/ky#retry',
    },
    {
      id: 'ky/upstream-unavailable',
      when: match.all(match.error('ky:HTTPError'), isUnavailable),
      verdict: 'transient',
      reason: 'The upstream, or a gateway before it, was away or overloaded at that moment.',
      source: 'https://github.com/sindresorhus/ky#retry',
    },
    {
      id: 'ky/timeout',
      when: match.all(match.error('ky:TimeoutError'), match.message(/^Request timed out: [A-Z]{1,20} /)),
      verdict: 'transient',
      reason: 'The upstream had not answered when the timeout given with the request was over.',
      source: ERRORS,
    },
  ],
})
