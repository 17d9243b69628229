import type * as OpenAI from 'openai'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { answering } from '../world/provider.ts'
import { facing } from './ask-openai.ts'
import { DAILY_LIMIT, QUOTA, RATE_LIMIT, SERVER_ERROR, TOO_LARGE } from './openai-answers.ts'

export const openaiCases: readonly Case<typeof OpenAI, undefined>[] = [
  {
    name: 'keeps a client without a key',
    provoke: ({ OpenAI: Client }) => rejectionOf(() => new Client()),
    identity: 'openai:OpenAIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/authentication'],
  },
  {
    name: 'holds back a rate limit',
    provoke: facing(answering(429, RATE_LIMIT)),
    identity: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'transient',
    rule: 'openai/rate-limit',
    nearMissOf: ['openai/insufficient-quota', 'openai/daily-limit', 'openai/request-too-large'],
  },
  {
    name: 'holds back a rate limit that a proxy answers with a page',
    provoke: facing(answering(429, '<html>Too Many Requests</html>')),
    identity: 'openai:RateLimitError',
    verdict: 'transient',
    rule: 'openai/rate-limit',
  },
  {
    name: 'holds back a rate limit without a body',
    provoke: facing(answering(429, '')),
    identity: 'openai:RateLimitError',
    verdict: 'transient',
    rule: 'openai/rate-limit',
  },
  {
    name: 'keeps a used up limit for the day',
    provoke: facing(answering(429, DAILY_LIMIT)),
    identity: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'bug',
    rule: 'openai/daily-limit',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps a request that no minute can hold',
    provoke: facing(answering(429, TOO_LARGE)),
    identity: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'bug',
    rule: 'openai/request-too-large',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps credit that xAI calls used up in words only',
    provoke: facing(
      answering(429, {
        code: 'Some resource has been exhausted',
        error: 'Your team has either used all available credits or reached its monthly spending limit.',
      }),
    ),
    identity: 'openai:RateLimitError',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps a quota of which a router says no more than that it is exceeded',
    provoke: facing(
      answering(429, {
        error: {
          message: 'RateLimitError: You exceeded your current quota',
          type: 'throttling',
          code: '429',
        },
      }),
    ),
    identity: 'openai:RateLimitError#429',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps an exhausted quota',
    provoke: facing(answering(429, QUOTA)),
    identity: 'openai:RateLimitError#insufficient_quota',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps an exhausted quota that only the type tells',
    provoke: facing(answering(429, { error: { message: 'Quota', type: 'insufficient_quota', code: null } })),
    identity: 'openai:RateLimitError',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  ...[
    'billing_not_active',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
    'project_spend_limit_exceeded',
  ].map((code) => ({
    name: `keeps an account with ${code}`,
    provoke: facing(answering(429, { error: { message: 'Check your plan', type: code, code } })),
    identity: `openai:RateLimitError#${code}`,
    verdict: 'bug' as const,
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  })),
  {
    name: 'keeps an account that has reached its limit',
    provoke: facing(
      answering(400, {
        error: { message: 'Billing hard limit has been reached', code: 'billing_hard_limit_reached' },
      }),
    ),
    identity: 'openai:BadRequestError#billing_hard_limit_reached',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(
      answering(401, {
        error: { message: 'Incorrect API key', type: 'invalid_request_error', code: 'invalid_api_key' },
      }),
    ),
    identity: 'openai:AuthenticationError#invalid_api_key',
    verdict: 'bug',
    rule: 'openai/authentication',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps a country that is not served',
    provoke: facing(
      answering(403, { error: { message: 'Country', code: 'unsupported_country_region_territory' } }),
    ),
    identity: 'openai:PermissionDeniedError#unsupported_country_region_territory',
    verdict: 'bug',
    rule: 'openai/authentication',
  },
  ...[501, 505, 526].map((status) => ({
    name: `keeps a ${status}, which no other request mends`,
    provoke: facing(answering(status, '<html>Upstream</html>')),
    identity: 'openai:InternalServerError',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['openai/server-error'],
  })),
  {
    name: 'keeps a model that is not known',
    provoke: facing(answering(404, { error: { message: 'No model', param: null, code: 'model_not_found' } })),
    identity: 'openai:NotFoundError#model_not_found',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/authentication', 'openai/server-error'],
  },
  ...[
    { status: 400, name: 'BadRequestError' },
    { status: 413, name: 'APIError' },
    { status: 422, name: 'UnprocessableEntityError' },
  ].map(({ status, name }) => ({
    name: `keeps a ${status}`,
    provoke: facing(
      answering(status, {
        error: { message: 'Too long', code: 'context_length_exceeded', param: 'messages' },
      }),
    ),
    identity: `openai:${name}#context_length_exceeded`,
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['openai/rate-limit', 'openai/server-error', 'openai/failed-mid-stream'],
  })),
  ...[
    { status: 408, name: 'APIError' },
    { status: 409, name: 'ConflictError' },
    { status: 500, name: 'InternalServerError' },
    { status: 503, name: 'InternalServerError' },
    { status: 529, name: 'InternalServerError' },
  ].map(({ status, name }) => ({
    name: `holds back a ${status}`,
    provoke: facing(answering(status, SERVER_ERROR)),
    identity: `openai:${name}`,
    verdict: 'transient' as const,
    rule: 'openai/server-error',
    nearMissOf: ['openai/failed-mid-stream'],
  })),
]
