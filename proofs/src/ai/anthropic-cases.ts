import { type Case, rejectionOf } from '../proof/proof.ts'
import { answering } from '../world/provider.ts'
import { ask, facing, says, type Module } from './ask-anthropic.ts'

const BUSY = /^anthropic:(?:OverloadedError|InternalServerError)$/
const WITH_CODES = ['@anthropic-ai/sdk', 'bundle']

export const anthropicCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit',
    provoke: facing(answering(429, says('rate_limit_error', 'This request would exceed your rate limit'))),
    identity: 'anthropic:RateLimitError',
    verdict: 'transient',
    rule: 'anthropic/rate-limit',
    nearMissOf: ['anthropic/exhausted-quota', 'openai/rate-limit', 'groq/rate-limit'],
  },
  {
    name: 'holds back a rate limit that a proxy answers with a page',
    provoke: facing(answering(429, '<html>Too Many Requests</html>')),
    identity: 'anthropic:RateLimitError',
    verdict: 'transient',
    rule: 'anthropic/rate-limit',
  },
  {
    name: 'holds back a usage that grows too fast',
    provoke: facing(answering(429, says('rate_limit_error', 'Slow down', 'ramp_limit_exceeded'))),
    identity: /^anthropic:(?:RampLimitExceededError#ramp_limit_exceeded|RateLimitError)$/,
    verdict: 'transient',
    rule: 'anthropic/rate-limit',
  },
  ...['contract_spend_limit_reached', 'enforced_spend_limit_reached'].map((code) => ({
    name: `keeps a limit of spending: ${code}`,
    provoke: facing(answering(429, says('rate_limit_error', 'Limit reached', code))),
    identity: new RegExp(`^anthropic:(?:\\w+SpendLimitReachedError#${code}|RateLimitError)$`),
    verdict: 'bug' as const,
    rule: 'anthropic/exhausted-quota',
    nearMissOf: ['anthropic/rate-limit'],
  })),
  ...[
    'Number of request tokens has exceeded your daily rate limit',
    'Too many tokens per day, please wait before trying again.',
  ].map((message) => ({
    name: `keeps a limit for the day: ${message}`,
    provoke: facing(answering(429, says('rate_limit_error', message))),
    identity: 'anthropic:RateLimitError',
    verdict: 'bug' as const,
    rule: 'anthropic/exhausted-quota',
    nearMissOf: ['anthropic/rate-limit'],
  })),
  {
    name: 'keeps long questions that the plan does not include',
    provoke: facing(
      answering(429, says('rate_limit_error', 'Usage credits are required for long context requests.')),
    ),
    identity: 'anthropic:RateLimitError',
    verdict: 'bug',
    rule: 'anthropic/exhausted-quota',
    nearMissOf: ['anthropic/rate-limit'],
  },
  {
    name: 'keeps used up credit',
    provoke: facing(
      answering(
        400,
        says('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
      ),
    ),
    identity: 'anthropic:BadRequestError',
    verdict: 'bug',
    rule: 'anthropic/exhausted-quota',
  },
  {
    name: 'keeps a usage limit of our own',
    provoke: facing(
      answering(
        400,
        says(
          'invalid_request_error',
          'You have reached your specified API usage limits. You will regain access',
        ),
      ),
    ),
    identity: 'anthropic:BadRequestError',
    verdict: 'bug',
    rule: 'anthropic/exhausted-quota',
  },
  {
    name: 'keeps a bill that was not paid',
    provoke: facing(answering(402, says('billing_error', 'Payment required'))),
    identity: /^anthropic:(?:PaymentRequiredError|APIError)$/,
    verdict: 'bug',
    rule: 'anthropic/exhausted-quota',
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(answering(401, says('authentication_error', 'invalid x-api-key'))),
    identity: 'anthropic:AuthenticationError',
    verdict: 'bug',
    rule: 'anthropic/authentication',
    nearMissOf: ['anthropic/rate-limit'],
  },
  {
    name: 'keeps a key that may not do this',
    provoke: facing(answering(403, says('permission_error', 'Your API key may not'))),
    identity: 'anthropic:PermissionDeniedError',
    verdict: 'bug',
    rule: 'anthropic/authentication',
  },
  {
    name: 'keeps a client without a key',
    provoke: (module) => rejectionOf(ask(module, { apiKey: null })),
    identity: 'anthropic:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['anthropic/authentication'],
  },
  {
    name: 'keeps a request that is too large',
    provoke: facing(answering(413, says('request_too_large', 'Request exceeds the maximum size'))),
    identity: /^anthropic:(?:ContentTooLargeError|APIError)$/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['anthropic/overloaded', 'anthropic/server-error'],
  },
  ...[
    { status: 400, name: 'BadRequestError', type: 'invalid_request_error' },
    { status: 404, name: 'NotFoundError', type: 'not_found_error' },
    { status: 422, name: 'UnprocessableEntityError', type: 'invalid_request_error' },
  ].map(({ status, name, type }) => ({
    name: `keeps a ${status}`,
    provoke: facing(answering(status, says(type, 'max_tokens: Field required'))),
    identity: `anthropic:${name}`,
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['anthropic/exhausted-quota', 'anthropic/authentication', 'anthropic/server-error'],
  })),
  {
    name: 'holds back an overloaded provider',
    provoke: facing(answering(529, says('overloaded_error', 'Overloaded'))),
    identity: BUSY,
    verdict: 'transient',
    rule: 'anthropic/overloaded',
  },
  ...[408, 409, 500, 502, 503, 504].map((status) => ({
    name: `holds back a ${status}`,
    provoke: facing(answering(status, '<html>Upstream</html>')),
    identity:
      /^anthropic:(?:\w+TimeoutError|ConflictError|ServiceUnavailableError|InternalServerError|APIError)$/,
    verdict: 'transient' as const,
    rule: 'anthropic/server-error',
    nearMissOf: ['anthropic/overloaded'],
  })),
  ...[501, 526].map((status) => ({
    name: `keeps a ${status}, which no other request mends`,
    provoke: facing(answering(status, '<html>Upstream</html>')),
    identity: /^anthropic:(?:NotImplementedError|InternalServerError|APIError)$/,
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['anthropic/server-error'],
  })),
  {
    name: 'keeps a key of the customer that could not be reached',
    provoke: facing(answering(503, says('api_error', 'Key unreachable', 'cmek_key_unreachable'))),
    identity: 'anthropic:CMEKKeyUnreachableError#cmek_key_unreachable',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['anthropic/server-error'],
    only: WITH_CODES,
  },
]
