/** A body as in https://ai.google.dev/gemini-api/docs/troubleshooting */
export function googleError(code: number, status: string, message: string, details: readonly object[] = []) {
  return { error: { code, message, status, ...(details.length > 0 && { details }) } }
}

/** What the Gemini API says of a quota that is used up: more than is read of a message, but the beginning tells. */
function quotaFailure(quotaId: string, limit: number) {
  return googleError(
    429,
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
      'head to: https://ai.google.dev/gemini-api/docs/rate-limits. \n* Quota exceeded for metric: ' +
      `generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: ${limit}, model: gemini-3-pro\n` +
      'Please retry in 20.04466179s.',
    [
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          { quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId },
        ],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '20s' },
    ],
  )
}

export const PER_MINUTE = quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', 5)
export const PER_DAY = quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier', 20)
export const NO_QUOTA = quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', 0)
export const BUSY = googleError(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.')
export const OVERLOADED = googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')
export const WRONG_KEY = googleError(
  400,
  'INVALID_ARGUMENT',
  'API key not valid. Please pass a valid API key.',
  [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
)
