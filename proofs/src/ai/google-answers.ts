import type { RequestListener } from 'node:http'
import { answering } from '../world/provider.ts'

/** A body as in https://ai.google.dev/gemini-api/docs/troubleshooting */
export function googleError(code: number, status: string, message: string, details: readonly object[] = []) {
  return { error: { code, message, status, ...(details.length > 0 && { details }) } }
}

/** What the Gemini API says of quotas that are used up, which is about as much as is read of a message. */
function quotaFailure(limit: number, ...quotaIds: readonly string[]) {
  const metric = 'generativelanguage.googleapis.com/generate_content_free_tier_requests'
  const line = `* Quota exceeded for metric: ${metric}, limit: ${limit}, model: gemini-3-pro`
  return googleError(
    429,
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
      'head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: ' +
      `https://ai.dev/rate-limit. \n${quotaIds.map(() => line).join('\n')}\nPlease retry in 20.04466179s.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [
          {
            description: 'Learn more about Gemini API quotas',
            url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
          },
        ],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: quotaIds.map((quotaId) => ({
          quotaMetric: metric,
          quotaId,
          quotaDimensions: { location: 'global', model: 'gemini-3-pro' },
          quotaValue: String(limit),
        })),
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '20s' },
    ],
  )
}

/** Google lays its answers out for people, which makes them longer. */
export function answeringAsGoogle(body: ReturnType<typeof googleError>): RequestListener {
  const text = JSON.stringify(body, null, 2)
  return answering(body.error.code, text, { 'content-type': 'application/json; charset=UTF-8' })
}

const MINUTE = 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier'
const DAY = 'GenerateRequestsPerDayPerProjectPerModel-FreeTier'

export const PER_MINUTE = quotaFailure(5, MINUTE)
export const PER_DAY = quotaFailure(20, DAY)
export const PER_MINUTE_AND_DAY = quotaFailure(20, MINUTE, DAY)
export const NO_QUOTA = quotaFailure(0, MINUTE)
export const BUSY = googleError(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.')
export const OVERLOADED = googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')
export const WRONG_KEY = googleError(
  400,
  'INVALID_ARGUMENT',
  'API key not valid. Please pass a valid API key.',
  [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
)
