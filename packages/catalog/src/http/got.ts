import { defineLibrary, match } from '@sentry-presets/core'
import { isOutOfQuota, isRateLimitOf } from './insufficient-quota.js'
import { isUnavailable } from './upstream-status.js'

const ERRORS = 'https://github.com/sindresorhus/got/blob/main/documentation/8-errors.md'

/** got. Its classes have their name on each error as well, so that they are known in a bundle too. */
export const got = defineLibrary({
  name: 'got',
  brands: [{ fields: ['timings', 'input', 'options', 'code'] }],
  wrappers: [
    {
      when: match.all(
        match.any(
          match.error('got:RequestError'),
          match.error('got:ReadError'),
          match.error('got:UploadError'),
          match.error('got:CacheError'),
          match.error('got:ParseError'),
        ),
        // What nobody caused has an empty object for its cause.
        match.field('cause.message'),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'got/insufficient-quota',
      when: match.all(match.error('got:HTTPError'), isOutOfQuota('response.body')),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has no credit left: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'got/rate-limit',
      when: match.all(match.error('got:HTTPError'), isRateLimitOf('response.body')),
      verdict: 'transient',
      // What is not read cannot tell of used up credit.
      budget: { max: 20, per: '10m' },
      reason:
        'The upstream asked to slow down, and got waits as long as it was told to; if it lasts, too much is asked.',
      source: 'https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md',
    },
    {
      id: 'got/upstream-unavailable',
      when: match.all(match.error('got:HTTPError'), isUnavailable),
      verdict: 'transient',
      reason: 'The upstream, or a gateway before it, was away or overloaded at that moment.',
      source: 'https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md',
    },
    {
      id: 'got/answer-cut-short',
      when: match.all(
        match.error('got:ReadError'),
        match.error('got:#ECONNRESET'),
        match.message('The server aborted pending request'),
      ),
      verdict: 'transient',
      reason: 'The connection was lost in the middle of an answer, as when the upstream is restarted.',
      source: ERRORS,
    },
    {
      id: 'got/timeout',
      when: match.error('got:TimeoutError'),
      verdict: 'transient',
      reason: 'One of the timeouts given with the request was over before the upstream had answered.',
      source: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md',
    },
    {
      id: 'got/aborted',
      when: match.all(match.error('got:AbortError'), match.error('got:#ERR_ABORTED')),
      verdict: 'expected',
      reason: 'The application called the request off itself, by its signal.',
      source: ERRORS,
    },
  ],
})
