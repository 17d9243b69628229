import type { RequestListener } from 'node:http'
import type * as GoogleGenAI from '@google/genai'
import type { Case } from '../proof/proof.ts'
import { hanging, meet, meetNobody, resetting } from '../world/provider.ts'
import {
  answeringAsGoogle,
  BUSY,
  googleError,
  NO_QUOTA,
  OVERLOADED,
  PER_DAY,
  PER_MINUTE,
  PER_MINUTE_AND_DAY,
  WRONG_KEY,
} from './google-answers.ts'

type Module = typeof GoogleGenAI

/** The second client in the package, whose classes have the names of openai's. */
export const interactionsCases: readonly Case<Module, undefined>[] = [
  ...[BUSY, PER_MINUTE].map((body) => ({
    name: `holds back a rate limit of interactions: ${body.error.message.slice(0, 20)}`,
    provoke: facing(answeringAsGoogle(body)),
    identity: 'google-genai:RateLimitError',
    verdict: 'transient' as const,
    rule: 'google-genai/rate-limit',
    nearMissOf: ['openai/rate-limit', 'anthropic/rate-limit', 'groq/rate-limit'],
  })),
  ...[PER_DAY, PER_MINUTE_AND_DAY, NO_QUOTA].map((body, index) => ({
    name: `keeps an exhausted quota of interactions (${index})`,
    provoke: facing(answeringAsGoogle(body)),
    identity: 'google-genai:RateLimitError',
    verdict: 'bug' as const,
    rule: 'google-genai/exhausted-quota',
    nearMissOf: ['google-genai/rate-limit'],
  })),
  {
    name: 'holds back an overloaded model of interactions',
    provoke: facing(answeringAsGoogle(OVERLOADED)),
    identity: 'google-genai:InternalServerError',
    verdict: 'transient',
    rule: 'google-genai/server-error',
    nearMissOf: ['openai/server-error'],
  },
  {
    name: 'keeps a wrong key of interactions',
    provoke: facing(answeringAsGoogle(WRONG_KEY)),
    identity: 'google-genai:BadRequestError',
    verdict: 'bug',
    rule: 'google-genai/authentication',
  },
  {
    name: 'keeps what interactions refuse',
    provoke: facing(answeringAsGoogle(googleError(400, 'INVALID_ARGUMENT', 'No such thing.'))),
    identity: 'google-genai:BadRequestError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-genai/authentication'],
  },
  {
    name: 'holds back an answer of interactions that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'google-genai:APIConnectionTimeoutError',
    verdict: 'transient',
    rule: 'google-genai/timeout',
    nearMissOf: ['google-genai/aborted', 'openai/timeout'],
  },
  {
    name: 'holds back interactions that were called off',
    provoke: calledOff,
    identity: 'google-genai:APIUserAbortError',
    verdict: 'expected',
    rule: 'google-genai/aborted',
    nearMissOf: ['google-genai/timeout', 'openai/aborted'],
  },
  {
    name: 'holds back a refused connection of interactions',
    provoke: (module) => meetNobody((baseUrl) => ask(module, baseUrl)),
    identity: 'google-genai:APIConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a reset connection of interactions',
    provoke: facing(resetting),
    identity: 'google-genai:APIConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    inBundle: 'cannot tell',
  },
]

interface Options {
  readonly timeout?: number
  readonly signal?: AbortSignal
}

async function ask({ GoogleGenAI: Client }: Module, baseUrl: string, options: Options = {}): Promise<void> {
  const client = new Client({ apiKey: 'key', httpOptions: { baseUrl } })
  await client.interactions.create({ model: 'gemini-3-pro', input: 'Hello?' }, { maxRetries: 0, ...options })
}

function facing(provider: RequestListener, options?: Options) {
  return (module: Module) => meet(provider, (baseUrl) => ask(module, baseUrl, options))
}

function calledOff(module: Module): Promise<unknown> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return meet(hanging, (baseUrl) => ask(module, baseUrl, { signal: controller.signal }))
}
