import type { RequestListener } from 'node:http'
import type * as GoogleGenAI from '@google/genai'
import { type Case, rejectionOf } from '../proof/proof.ts'
import {
  answering,
  answeringRubbish,
  hanging,
  meet,
  meetNobody,
  resetting,
  sse,
  streaming,
  streamingHalf,
} from '../world/provider.ts'
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

export const googleGenaiCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a used up quota for the minute',
    provoke: facing(answeringAsGoogle(PER_MINUTE)),
    identity: 'google-genai:ApiError',
    verdict: 'transient',
    rule: 'google-genai/rate-limit',
    nearMissOf: ['google-genai/exhausted-quota'],
  },
  {
    name: 'holds back a model in demand',
    provoke: facing(answeringAsGoogle(BUSY)),
    identity: 'google-genai:ApiError',
    verdict: 'transient',
    rule: 'google-genai/rate-limit',
  },
  {
    name: 'holds back the last of several answers that a model is in demand',
    provoke: facing(answeringAsGoogle(BUSY), { retryOptions: { attempts: 2, initialDelay: 0.001 } }),
    identity: 'google-genai:ApiError',
    verdict: 'transient',
    rule: 'google-genai/rate-limit',
  },
  {
    name: 'holds back a rate limit that a proxy answers with a page',
    provoke: facing(answering(429, '<html>Too Many Requests</html>')),
    identity: 'google-genai:ApiError',
    verdict: 'transient',
    rule: 'google-genai/rate-limit',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a used up quota for the day',
    provoke: facing(answeringAsGoogle(PER_DAY)),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: 'google-genai/exhausted-quota',
    nearMissOf: ['google-genai/rate-limit'],
  },
  {
    name: "keeps an application's own error of this name, with an answer of the same form",
    provoke: () =>
      Promise.resolve(new ApiError('{"error":{"code":500,"message":"no such column: price"}}', 500)),
    identity: 'app:ApiError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-genai/server-error'],
  },
  {
    name: 'keeps several used up quotas, of which not all can be read',
    provoke: facing(answeringAsGoogle(PER_MINUTE_AND_DAY)),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-genai/rate-limit'],
  },
  {
    name: 'keeps a model of which there is none in the plan',
    provoke: facing(answeringAsGoogle(NO_QUOTA)),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: 'google-genai/exhausted-quota',
    nearMissOf: ['google-genai/rate-limit'],
  },
  {
    name: 'keeps a used up quota of which it is not said for how long',
    provoke: facing(
      answeringAsGoogle(
        googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your plan.'),
      ),
    ),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-genai/rate-limit'],
  },
  ...[
    { status: 500, text: 'INTERNAL' },
    { status: 503, text: 'UNAVAILABLE' },
    { status: 504, text: 'DEADLINE_EXCEEDED' },
  ].map(({ status, text }) => ({
    name: `holds back a ${status}`,
    provoke: facing(answeringAsGoogle(googleError(status, text, 'Please try again later.'))),
    identity: 'google-genai:ApiError',
    verdict: 'transient' as const,
    rule: 'google-genai/server-error',
  })),
  {
    name: 'holds back an overloaded model in the middle of a stream',
    provoke: facingStream(streaming(sse({ candidates: [] }), sse(OVERLOADED))),
    identity: 'google-genai:ApiError',
    verdict: 'transient',
    rule: 'google-genai/server-error',
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(answeringAsGoogle(WRONG_KEY)),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: 'google-genai/authentication',
    nearMissOf: ['google-genai/rate-limit'],
  },
  {
    name: 'keeps a key that may not do this',
    provoke: facing(answeringAsGoogle(googleError(403, 'PERMISSION_DENIED', 'API has not been used'))),
    identity: 'google-genai:ApiError',
    verdict: 'bug',
    rule: 'google-genai/authentication',
  },
  ...[
    { status: 400, text: 'INVALID_ARGUMENT' },
    { status: 404, text: 'NOT_FOUND' },
    { status: 501, text: 'UNIMPLEMENTED' },
  ].map(({ status, text }) => ({
    name: `keeps a ${status}`,
    provoke: facing(answeringAsGoogle(googleError(status, text, 'No such thing.'))),
    identity: 'google-genai:ApiError',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['google-genai/authentication', 'google-genai/server-error'],
  })),
  {
    name: 'holds back an answer that was not waited for, which looks like one that was called off',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'node:AbortError',
    verdict: 'expected',
    rule: 'node/aborted',
    nearMissOf: ['google-genai/timeout', 'google-genai/aborted'],
  },
  {
    name: 'holds back a refused connection',
    provoke: (module) => meetNobody((baseUrl) => ask(module, { baseUrl })),
    identity: 'node:TypeError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(sse({ candidates: [] }))),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a reset connection',
    provoke: facing(resetting),
    identity: 'node:TypeError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|google-genai):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
  },
  {
    name: "keeps an application's own error of the same name and status",
    provoke: () => Promise.resolve(new ApiError('Too Many Requests', 429)),
    identity: 'app:ApiError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-genai/rate-limit'],
  },
  {
    name: 'keeps a request without a model',
    provoke: ({ GoogleGenAI: Client }) =>
      rejectionOf(new Client({ apiKey: 'key' }).models.generateContent({ model: '', contents: 'Hello?' })),
    identity: 'google-genai:Error',
    verdict: 'bug',
    rule: undefined,
  },
]

/** As applications make it of what their own services answer. */
class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  constructor(body: string, status: number) {
    super(body)
    this.status = status
  }
}

async function ask({ GoogleGenAI: Client }: Module, httpOptions: GoogleGenAI.HttpOptions): Promise<void> {
  await new Client({ apiKey: 'key', httpOptions }).models.generateContent(QUESTION)
}

async function askForStream({ GoogleGenAI: Client }: Module, baseUrl: string): Promise<void> {
  const client = new Client({ apiKey: 'key', httpOptions: { baseUrl } })
  for await (const chunk of await client.models.generateContentStream(QUESTION)) void chunk
}

const QUESTION = { model: 'gemini-3-pro', contents: 'Hello?' }

function facing(provider: RequestListener, options: GoogleGenAI.HttpOptions = {}) {
  return (module: Module) => meet(provider, (baseUrl) => ask(module, { baseUrl, ...options }))
}

function facingStream(provider: RequestListener) {
  return (module: Module) => meet(provider, (baseUrl) => askForStream(module, baseUrl))
}
