import type { DocumentedAnswer } from '../world/upstream.ts'

/** What Google's services answer. */
export const GOOGLE_ANSWERS = {
  // https://developers.google.com/workspace/drive/api/guides/handle-errors
  'user-rate-limit': usageLimit('userRateLimitExceeded', 'User Rate Limit Exceeded'),
  'project-rate-limit': usageLimit('rateLimitExceeded', 'Rate Limit Exceeded'),
  // As of https://github.com/google-gemini/gemini-cli/issues/2336
  'day-quota-as-rate-limit': usageLimit('rateLimitExceeded', exceeded('Requests per day per user per tier')),
  'daily-limit': usageLimit('dailyLimitExceeded', 'Daily Limit Exceeded'),
  'storage-quota': usageLimit('storageQuotaExceeded', "The user's Drive storage quota has been exceeded."),
  'backend-error': reason(500, 'global', 'backendError', 'Backend Error'),
  'internal-error': reason(500, 'global', 'internalError', 'Internal Error'),
  'minute-quota': quota('Read requests per minute per user', 'ReadRequestsPerMinutePerUser'),
  'day-quota': quota('Queries per day', 'QueriesPerDayPerProject'),
  'no-quota': quota('Requests per minute', 'DefaultRequestsPerMinutePerProject', [
    { quota_limit_value: '0' },
  ]),
  'day-quota-below': quota('Queries', 'Queries', [{}, { quota_limit: 'QueriesPerDayPerProject' }]),
  'day-quota-403': reason(403, 'usageLimits', 'rateLimitExceeded', exceeded('Queries per day')),
  'whole-quota': {
    status: 429,
    body: { error: { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED' } },
  },
  'some-quota': {
    status: 429,
    body: {
      error: {
        code: 429,
        message: 'You exceeded your current quota, please check your plan and billing details.',
        status: 'RESOURCE_EXHAUSTED',
      },
    },
  },
  'day-quota-in-words': {
    status: 429,
    body: { error: { code: 429, message: exceeded('Queries per day'), status: 'RESOURCE_EXHAUSTED' } },
  },
  // https://cloud.google.com/apis/design/errors
  aborted: { status: 409, body: { error: { code: 409, message: 'Please retry.', status: 'ABORTED' } } },
  'already-exists': {
    status: 409,
    body: { error: { code: 409, message: 'It exists.', status: 'ALREADY_EXISTS' } },
  },
  // https://www.rfc-editor.org/rfc/rfc6749#section-5.2, as Google's token endpoint has it.
  'invalid-grant': {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
  },
} satisfies Record<string, DocumentedAnswer>

function usageLimit(name: string, message: string): DocumentedAnswer {
  return reason(403, 'usageLimits', name, message)
}

function reason(status: number, domain: string, name: string, message: string): DocumentedAnswer {
  return { status, body: { error: { errors: [{ domain, reason: name, message }], code: status, message } } }
}

/** https://cloud.google.com/docs/quotas/troubleshoot, with the ErrorInfo of https://google.aip.dev/193 */
function quota(limit: string, name: string, told: readonly object[] = [{}]): DocumentedAnswer {
  const details = told.map((more) => ({
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'RATE_LIMIT_EXCEEDED',
    domain: 'googleapis.com',
    metadata: { quota_limit: name, service: 'sheets.googleapis.com', ...more },
  }))
  const message = exceeded(limit)
  return {
    status: 429,
    body: { error: { code: 429, message, status: 'RESOURCE_EXHAUSTED', details } },
  }
}

function exceeded(limit: string): string {
  return `Quota exceeded for quota metric 'Queries' and limit '${limit}' of service 'sheets.googleapis.com'.`
}
