// Bodies as in https://platform.openai.com/docs/guides/error-codes
export const RATE_LIMIT = {
  error: {
    message: 'Rate limit reached for gpt-5 on tokens per min (TPM). Please try again in 6ms.',
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  },
}
export const DAILY_LIMIT = {
  error: {
    ...RATE_LIMIT.error,
    message: 'Rate limit reached for gpt-5 on requests per day (RPD): Limit 200, Used 200, Requested 1.',
    type: 'requests',
  },
}
export const TOO_LARGE = {
  error: {
    ...RATE_LIMIT.error,
    message: 'Request too large for gpt-5 on tokens per min (TPM): Limit 30000, Requested 52563.',
  },
}
export const QUOTA = {
  error: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  },
}
export const SERVER_ERROR = { error: { message: 'The server had an error', type: 'server_error' } }
