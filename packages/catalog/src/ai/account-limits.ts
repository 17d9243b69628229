import { match } from '@sentry-presets/core'

/** Codes and types of OpenAI for an account that has to pay, or to raise a limit of its own, before it is served again. */
export const QUOTA_CODES = [
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'project_spend_limit_exceeded',
  'billing_not_active',
  'billing_hard_limit_reached',
] as const

/** Credit that is used up, as xAI and Z.ai say it with a 429 and in words only. */
export const SAYS_NO_CREDIT = match.any(
  match.message('used all available credits'),
  match.message('Insufficient balance'),
)

/** What OpenAI says of credit that is used up and Gemini of every quota, be it for a minute or for good. */
export const SAYS_QUOTA = match.message('exceeded your current quota')

/** A rate limit that is counted by the day, in the words of OpenAI, Groq, OpenRouter, Bedrock and Anthropic. */
export const SAYS_DAILY_LIMIT = match.any(
  match.message('per day (RPD)'),
  match.message('per day (TPD)'),
  match.message('per day (ASD)'),
  match.message('free-models-per-day'),
  match.message('tokens per day'),
  match.message('your daily rate limit'),
)

/** A single request that asks for more than a minute may hold, which OpenAI and Groq answer as a rate limit. */
export const SAYS_TOO_LARGE = match.message('Request too large for')
