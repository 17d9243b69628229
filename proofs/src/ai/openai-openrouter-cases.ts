import type * as OpenAI from 'openai'
import type { Case } from '../proof/proof.ts'
import { answering, sse, streaming } from '../world/provider.ts'
import { facing, facingStream } from './ask-openai.ts'

// Bodies as in https://openrouter.ai/docs/api/reference/errors-and-debugging
const FAILED = { code: 502, message: 'Provider disconnected unexpectedly' }

/** OpenRouter, which many reach through openai's client. */
export const openrouterCases: readonly Case<typeof OpenAI, undefined>[] = [
  {
    name: 'holds back a rate limit of the model behind OpenRouter',
    provoke: facing(
      answering(429, {
        error: {
          code: 429,
          message: 'Provider returned error',
          metadata: { provider_name: 'Chutes', raw: 'temporarily rate-limited upstream' },
        },
      }),
    ),
    identity: 'openai:RateLimitError#429',
    verdict: 'transient',
    rule: 'openai/rate-limit',
    nearMissOf: ['openai/daily-limit'],
  },
  {
    name: 'keeps used up free requests of OpenRouter',
    provoke: facing(
      answering(429, {
        error: {
          code: 429,
          message: 'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 requests',
        },
      }),
    ),
    identity: 'openai:RateLimitError#429',
    verdict: 'bug',
    rule: 'openai/daily-limit',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps used up credits of OpenRouter',
    provoke: facing(answering(402, { error: { code: 402, message: 'Insufficient credits' } })),
    identity: 'openai:APIError#402',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'holds back a wait for requests of OpenRouter that are still being paid',
    provoke: facing(
      answering(402, {
        error: {
          code: 402,
          message: 'In-flight budget exhausted',
          metadata: { limit_source: 'openrouter_in_flight_budget' },
        },
      }),
    ),
    identity: 'openai:APIError#402',
    verdict: 'transient',
    rule: 'openai/rate-limit',
    nearMissOf: ['openai/insufficient-quota'],
  },
  {
    name: 'holds back a model behind OpenRouter that is down',
    provoke: facing(answering(502, { error: FAILED })),
    identity: 'openai:InternalServerError#502',
    verdict: 'transient',
    rule: 'openai/server-error',
  },
  {
    name: 'keeps the crash of an application that overlooks the error in an answer of OpenRouter',
    provoke: facing(answering(200, { error: FAILED })),
    identity: 'app:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['openai/server-error', 'openai/failed-mid-stream'],
  },
  {
    name: 'keeps the crash of an application that overlooks the error in a choice of OpenRouter',
    provoke: facing(answering(200, { choices: [{ error: FAILED, finish_reason: 'error' }] })),
    identity: 'app:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['openai/server-error', 'openai/failed-mid-stream'],
  },
  ...[429, 502, 503, 'server_error', 'rate_limit_exceeded', 'server_is_overloaded', 'slow_down'].map(
    (code) => ({
      name: `holds back a ${code} in the middle of a stream of OpenRouter`,
      provoke: facingStream(streamingError({ ...FAILED, code })),
      identity: `openai:APIError#${code}`,
      verdict: 'transient' as const,
      rule: 'openai/failed-mid-stream',
      nearMissOf: ['openai/rate-limit', 'openai/server-error'],
    }),
  ),
  {
    name: 'keeps used up credits in the middle of a stream of OpenRouter',
    provoke: facingStream(streamingError({ code: 402, message: 'Insufficient credits' })),
    identity: 'openai:APIError#402',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/failed-mid-stream'],
  },
  {
    name: 'keeps a quota that is used up in the middle of a stream, of which it is not said for how long',
    provoke: facingStream(streamingError({ code: 429, message: 'You exceeded your current quota' })),
    identity: 'openai:APIError#429',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/failed-mid-stream'],
  },
  {
    name: 'keeps a wrong key in the middle of a stream of OpenRouter',
    provoke: facingStream(streamingError({ code: 401, message: 'No auth credentials found' })),
    identity: 'openai:APIError#401',
    verdict: 'bug',
    rule: 'openai/authentication',
    nearMissOf: ['openai/failed-mid-stream'],
  },
  {
    name: 'keeps a refused request in the middle of a stream of OpenRouter',
    provoke: facingStream(streamingError({ code: 400, message: 'max_tokens is too large' })),
    identity: 'openai:APIError#400',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/failed-mid-stream'],
  },
]

function streamingError(error: object) {
  const choices = [{ index: 0, delta: { content: '' }, finish_reason: 'error' }]
  return streaming(sse({ choices: [] }), sse({ error, choices }))
}
