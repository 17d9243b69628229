import { defineLibrary, match } from '@sentry-presets/core'
import {
  QUOTA_CODES,
  SAYS_DAILY_LIMIT,
  SAYS_NO_CREDIT,
  SAYS_QUOTA,
  SAYS_TOO_LARGE,
} from './account-limits.js'
import { hasFailed } from '../http/upstream-status.js'

const API_CALL = 'https://ai-sdk.dev/docs/reference/ai-sdk-errors/ai-api-call-error'
const GATEWAY = 'https://vercel.com/docs/ai-gateway/authentication-and-byok'
const GEMINI_LIMITS = 'https://ai.google.dev/gemini-api/docs/rate-limits'

/** Providers whose packages make errors of this SDK by themselves. */
const PROVIDERS = [
  'amazon-bedrock',
  'anthropic',
  'azure',
  'cerebras',
  'cohere',
  'deepinfra',
  'deepseek',
  'fireworks',
  'gateway',
  'google',
  'google-vertex',
  'groq',
  'mistral',
  'openai',
  'openai-compatible',
  'perplexity',
  'provider',
  'provider-utils',
  'togetherai',
  'xai',
] as const

/** The gateway makes a 500 of a request that was never answered. */
const UNANSWERED = match.all(
  match.field('type', 'response_error'),
  match.not(match.field('cause.statusCode')),
)

/** The AI SDK with its providers. Its errors say by themselves whether another try may help. */
export const ai = defineLibrary({
  name: 'ai',
  packages: PROVIDERS.map((name) => `@ai-sdk/${name}`),
  brands: [
    { fields: ['name', 'cause'], says: /^AI_[A-Z]\w{1,60}Error$/ },
    { fields: ['generationId', 'isRetryable', 'statusCode', 'cause'] },
  ],
  wrappers: [
    { when: match.error('ai:AI_RetryError'), through: ['errors'] },
    // What it could not reach or read, or the answer that the gateway has put in its own words.
    {
      when: match.all(match.error('ai:*'), match.field('isRetryable'), match.field('cause')),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'ai/exhausted-quota',
      when: match.all(
        match.error('ai:*'),
        match.any(
          match.status(402),
          match.field('data.error.code', ...QUOTA_CODES),
          match.field('data.error.type', ...QUOTA_CODES),
          SAYS_NO_CREDIT,
          SAYS_DAILY_LIMIT,
          match.message('limit: 0'),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The credit or the quota for the day is used up: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'ai/request-too-large',
      when: match.all(match.error('ai:*'), SAYS_TOO_LARGE),
      verdict: 'bug',
      veto: true,
      reason:
        'This one request asks for more tokens than a minute may hold, so that it fails however often it is tried again.',
      source: 'https://platform.openai.com/docs/guides/rate-limits',
    },
    {
      id: 'ai/authentication',
      when: match.any(
        match.error('ai:GatewayAuthenticationError'),
        match.all(match.error('ai:*'), match.any(match.status(401), match.status(403))),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The key is missing, wrong or lacks a permission, and stays so until somebody changes it.',
      source: GATEWAY,
    },
    {
      id: 'ai/rate-limit',
      when: match.all(
        match.error('ai:*'),
        match.status(429),
        match.field('isRetryable', true),
        // Gemini says this of the minute as of the day, and which of them only where it is cut off.
        match.not(SAYS_QUOTA),
      ),
      verdict: 'transient',
      reason: 'The provider asked to slow down; the SDK waits and tries again, or another model answers.',
      source: GEMINI_LIMITS,
    },
    {
      id: 'ai/server-error',
      when: match.all(
        match.error('ai:*'),
        match.field('isRetryable', true),
        match.any(match.status(400, 428), match.status(430, 499), hasFailed),
        match.not(UNANSWERED),
      ),
      verdict: 'transient',
      reason: 'The provider failed or was overloaded, and the SDK itself says that another try may help.',
      source: API_CALL,
    },
  ],
})
