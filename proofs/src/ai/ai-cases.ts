import type { Case } from '../proof/proof.ts'
import { answering } from '../world/provider.ts'
import { facing, facingStream, type Module, says } from './ask-ai.ts'
import { answeringAsGoogle, BUSY, NO_QUOTA, PER_DAY, PER_MINUTE } from './google-answers.ts'

const AT_ONCE = { 'retry-after-ms': '1' }
const RATE_LIMIT = says('Rate limit reached', 'rate_limit_exceeded')

export const aiCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit',
    provoke: facing(answering(429, RATE_LIMIT)),
    identity: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
    nearMissOf: ['ai/exhausted-quota', 'ai/request-too-large', 'openai/rate-limit'],
  },
  {
    name: 'holds back a rate limit that a proxy answers with a page',
    provoke: facing(answering(429, '<html>Too Many Requests</html>')),
    identity: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
  },
  {
    name: 'holds back a rate limit that outlasted all tries',
    provoke: facing(answering(429, RATE_LIMIT, AT_ONCE), { maxRetries: 1 }),
    identity: 'ai:RetryError',
    decider: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
  },
  {
    name: 'holds back a rate limit of a stream',
    provoke: facingStream(answering(429, RATE_LIMIT)),
    identity: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
  },
  ...[PER_MINUTE, PER_DAY].map((body, index) => ({
    name: `keeps a used up quota of Gemini's, whose kind cannot be read (${index})`,
    provoke: facing(answeringAsGoogle(body)),
    identity: 'ai:APICallError',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['ai/rate-limit', 'ai/exhausted-quota'],
  })),
  {
    name: 'holds back a model of Gemini that is in demand',
    provoke: facing(answeringAsGoogle(BUSY)),
    identity: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
    nearMissOf: ['ai/exhausted-quota'],
  },
  ...[
    { what: 'a model of Gemini of which there is none in the plan', body: NO_QUOTA },
    { what: 'an exhausted quota of OpenAI', body: says('Check your plan', 'insufficient_quota') },
    {
      what: 'a used up limit for the day',
      body: says('Limit on requests per day (RPD)', 'rate_limit_exceeded'),
    },
    {
      what: 'a limit for the day of Bedrock',
      body: says('Too many tokens per day, please wait before trying again.', 'throttled'),
    },
    { what: 'used up credit', body: says('Your team has used all available credits', 'exhausted') },
  ].map(({ what, body }) => ({
    name: `keeps ${what}`,
    provoke: facing(answering(429, body)),
    identity: 'ai:APICallError',
    verdict: 'bug' as const,
    rule: 'ai/exhausted-quota',
    nearMissOf: ['ai/rate-limit'],
  })),
  {
    name: 'keeps an exhausted quota that was tried again in vain',
    provoke: facing(answering(429, says('Check your plan', 'insufficient_quota'), AT_ONCE), {
      maxRetries: 1,
    }),
    identity: 'ai:RetryError',
    decider: 'ai:APICallError',
    verdict: 'bug',
    rule: 'ai/exhausted-quota',
    nearMissOf: ['ai/rate-limit'],
  },
  {
    name: 'keeps a quota of which it is not said for how long',
    provoke: facing(answering(429, says('You exceeded your current quota.', 'quota'))),
    identity: 'ai:APICallError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/rate-limit', 'ai/server-error'],
  },
  {
    name: 'keeps used up credits of OpenRouter',
    provoke: facing(answering(402, says('Insufficient credits', 'payment_required'))),
    identity: 'ai:APICallError',
    verdict: 'bug',
    rule: 'ai/exhausted-quota',
  },
  {
    name: 'keeps a request that no minute can hold',
    provoke: facing(answering(429, says('Request too large for m on tokens per min (TPM)', 'tokens'))),
    identity: 'ai:APICallError',
    verdict: 'bug',
    rule: 'ai/request-too-large',
    nearMissOf: ['ai/rate-limit'],
  },
  ...[401, 403].map((status) => ({
    name: `keeps a key that is answered with ${status}`,
    provoke: facing(answering(status, says('Incorrect API key', 'invalid_api_key'))),
    identity: 'ai:APICallError',
    verdict: 'bug' as const,
    rule: 'ai/authentication',
    nearMissOf: ['ai/rate-limit'],
  })),
  ...[400, 404, 413, 422, 501, 526].map((status) => ({
    name: `keeps a ${status}`,
    provoke: facing(answering(status, says('No such thing', 'invalid_request_error'))),
    identity: 'ai:APICallError',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['ai/server-error', 'ai/authentication'],
  })),
  ...[408, 409, 500, 503, 529].map((status) => ({
    name: `holds back a ${status}`,
    provoke: facing(answering(status, says('Try again', 'server_error'))),
    identity: 'ai:APICallError',
    verdict: 'transient' as const,
    rule: 'ai/server-error',
  })),
  {
    name: 'keeps a wrong key that was met when trying again',
    provoke: (module) => {
      const answers = [
        answering(503, says('Try again', 'server_error'), AT_ONCE),
        answering(401, says('No', 'key')),
      ]
      return facing((...request) => answers.shift()?.(...request), { maxRetries: 2 })(module)
    },
    identity: 'ai:RetryError',
    decider: 'ai:APICallError',
    verdict: 'bug',
    rule: 'ai/authentication',
    nearMissOf: ['ai/server-error'],
  },
]
