import { defineLibrary, match } from '@sentry-presets/core'
import { isOutOfQuota, isRateLimitOf } from './insufficient-quota.js'
import { isUnavailable } from './upstream-status.js'

const CODES = 'https://axios-http.com/docs/handling_errors'
const ADAPTER = 'https://github.com/axios/axios/blob/v1.x/lib/adapters/http.js'

/** axios. What the network did is told by the error that an AxiosError carries; version 0 copies its fields as well. */
export const axios = defineLibrary({
  name: 'axios',
  brands: [{ fields: ['isAxiosError'] }],
  wrappers: [{ when: match.error('axios:*'), through: ['cause'] }],
  rules: [
    {
      id: 'axios/insufficient-quota',
      when: match.all(match.error('axios:*'), isOutOfQuota('response.data')),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has no credit left: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'axios/rate-limit',
      when: match.all(match.error('axios:*'), isRateLimitOf('response.data')),
      verdict: 'transient',
      // What is not read cannot tell of used up credit.
      budget: { max: 20, per: '10m' },
      reason:
        'The upstream asked to slow down, and the same request succeeds after a while; if it lasts, too much is asked.',
      source: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    },
    {
      id: 'axios/upstream-unavailable',
      when: match.all(match.error('axios:*'), isUnavailable),
      verdict: 'transient',
      reason: 'The upstream, or a gateway before it, was away or overloaded at that moment.',
      source: 'https://www.rfc-editor.org/rfc/rfc9110#name-server-error-5xx',
    },
    {
      id: 'axios/answer-cut-short',
      when: match.any(
        match.all(match.error('axios:#ERR_BAD_RESPONSE'), match.message('stream has been aborted')),
        match.all(match.error('axios:#ECONNABORTED'), match.message('response stream aborted')),
      ),
      verdict: 'transient',
      reason:
        'The connection was lost in the middle of an answer; axios leaves out the error that told of it.',
      source: ADAPTER,
    },
    {
      id: 'axios/timeout',
      when: match.any(
        match.error('axios:#ECONNABORTED'),
        match.error('axios:#ETIMEDOUT'),
        match.all(
          match.error('axios:#ERR_CANCELED'),
          match.field('config.signal.reason.name', 'TimeoutError'),
        ),
      ),
      verdict: 'transient',
      reason: 'The upstream had not answered in full when the timeout of the request was over.',
      source: CODES,
    },
    {
      id: 'axios/cancelled',
      when: match.all(
        match.error('axios:#ERR_CANCELED'),
        // The stream to be sent ended too early, and why is not known.
        match.not(match.message('Request stream has been aborted')),
      ),
      verdict: 'expected',
      reason: 'The application called the request off itself, by a signal or a cancel token.',
      source: 'https://axios-http.com/docs/cancellation',
    },
  ],
})
