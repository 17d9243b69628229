import { defineLibrary, match } from '@sentry-presets/core'
import { isOutOfQuota } from './insufficient-quota.js'
import { isRateLimited, isUnavailable } from './upstream-status.js'

const ERRORS = 'https://github.com/sindresorhus/ky#timeouterror'

/** ky, which speaks through the platform's fetch: version 1 throws what that throws, version 2 wraps it. */
export const ky = defineLibrary({
  name: 'ky',
  brands: [
    { fields: ['name', 'response', 'request', 'options'], says: /^HTTPError$/ },
    { fields: ['name', 'request'], says: /^(?:NetworkError|TimeoutError)$/ },
  ],
  wrappers: [{ when: match.error('ky:NetworkError'), through: ['cause'] }],
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
      when: match.all(match.error('ky:HTTPError'), isRateLimited),
      verdict: 'transient',
      reason: 'The upstream asked to slow down; ky waits as long as it was told to and tries again.',
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
      when: match.all(match.error('ky:TimeoutError'), match.message('Request timed out: ')),
      verdict: 'transient',
      reason: 'The upstream had not answered when the timeout given with the request was over.',
      source: ERRORS,
    },
  ],
})
