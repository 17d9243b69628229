import type * as OpenAI from 'openai'
import { type Case, rejectionOf } from '../proof/proof.ts'
import {
  answering,
  answeringRubbish,
  hanging,
  meetNobody,
  resetting,
  sse,
  streaming,
  streamingHalf,
} from '../world/provider.ts'
import { askOpenAI, facing, facingStream } from './ask-openai.ts'

// Bodies as in https://platform.openai.com/docs/guides/error-codes
const RATE_LIMIT = {
  error: {
    message: 'Rate limit reached for gpt-5 on tokens per min (TPM). Please try again in 6ms.',
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  },
}
const DAILY_LIMIT = {
  error: {
    ...RATE_LIMIT.error,
    message: 'Rate limit reached for gpt-5 on requests per day (RPD): Limit 200, Used 200, Requested 1.',
    type: 'requests',
  },
}
const TOO_LARGE = {
  error: {
    ...RATE_LIMIT.error,
    message: 'Request too large for gpt-5 on tokens per min (TPM): Limit 30000, Requested 52563.',
  },
}
const QUOTA = {
  error: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  },
}
const SERVER_ERROR = { error: { message: 'The server had an error', type: 'server_error' } }

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
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'openai:APIConnectionTimeoutError',
    verdict: 'transient',
    rule: 'openai/timeout',
    nearMissOf: ['openai/aborted'],
  },
  {
    name: 'holds back a request that was called off',
    provoke: facing(hanging, { callOffAfter: 20 }),
    identity: 'openai:APIUserAbortError',
    verdict: 'expected',
    rule: 'openai/aborted',
    nearMissOf: ['openai/timeout'],
  },
  {
    name: 'holds back a provider that refuses the connection',
    provoke: (module) => meetNobody((baseURL) => askOpenAI(module, { baseURL })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a provider that resets the connection',
    provoke: facing(resetting),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a provider at a port that fetch never asks',
    provoke: (module) => rejectionOf(askOpenAI(module, { baseURL: 'http://127.0.0.1:1' })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error',
    verdict: 'bug',
    rule: 'node/bad-port',
    nearMissOf: ['openai/timeout', 'openai/server-error'],
  },
  {
    name: 'keeps a provider whose host does not exist',
    provoke: (module) => rejectionOf(askOpenAI(module, { baseURL: `http://${'x'.repeat(64)}.invalid` })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(sse({ choices: [] }))),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a server error in the middle of a stream',
    provoke: facingStream(streaming(sse({ choices: [] }), sse(SERVER_ERROR))),
    identity: 'openai:APIError',
    verdict: 'transient',
    rule: 'openai/failed-mid-stream',
  },
  {
    name: 'keeps an exhausted quota in the middle of a stream',
    provoke: facingStream(streaming(sse({ choices: [] }), sse(QUOTA))),
    identity: 'openai:APIError#insufficient_quota',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/failed-mid-stream'],
  },
  {
    name: 'keeps an error in the middle of a stream that says nothing of itself',
    provoke: facingStream(streaming(sse({ error: { message: 'Something went wrong' } }))),
    identity: 'openai:APIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/failed-mid-stream', 'openai/timeout', 'openai/aborted'],
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|openai):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
  },
]
