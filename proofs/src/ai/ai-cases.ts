import type { RequestListener } from 'node:http'
import type * as OpenAICompatible from '@ai-sdk/openai-compatible'
import type * as Ai from 'ai'
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
import { NO_QUOTA, PER_DAY, PER_MINUTE } from './google-answers.ts'

export type Module = typeof Ai & typeof OpenAICompatible

const AT_ONCE = { 'retry-after-ms': '1' }
const RATE_LIMIT = says('Rate limit reached', 'rate_limit_exceeded')
const CHUNK = sse({ id: '1', choices: [] })

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
  {
    name: "holds back a used up quota of Gemini's for the minute",
    provoke: facing(answering(429, PER_MINUTE)),
    identity: 'ai:APICallError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
    nearMissOf: ['ai/exhausted-quota'],
  },
  ...[
    { what: "a used up quota of Gemini's for the day", body: PER_DAY },
    { what: 'a model of Gemini of which there is none in the plan', body: NO_QUOTA },
    { what: 'an exhausted quota of OpenAI', body: says('Check your plan', 'insufficient_quota') },
    {
      what: 'a used up limit for the day',
      body: says('Limit on requests per day (RPD)', 'rate_limit_exceeded'),
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
  ...[400, 404, 413, 422].map((status) => ({
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
  {
    name: 'holds back a provider that fails in the middle of a stream',
    provoke: facingStream(streaming(CHUNK, sse({ error: { code: 502, message: 'Provider disconnected' } }))),
    identity: /^ai:StreamProviderError/,
    verdict: 'transient',
    rule: 'ai/server-error',
    only: ['ai', 'bundle'],
  },
  {
    name: 'keeps a request that is refused in the middle of a stream',
    provoke: facingStream(streaming(CHUNK, sse({ error: { code: 400, message: 'Too long' } }))),
    identity: /^ai:StreamProviderError/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/server-error'],
    only: ['ai', 'bundle'],
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(CHUNK)),
    identity: 'ai:APICallError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a stream without output, whose reason only its own error handler is told',
    provoke: (module) =>
      meet(answering(429, RATE_LIMIT), (url) =>
        Promise.resolve(module.streamText({ ...question(module, url), onError() {} }).text),
      ),
    identity: 'ai:NoOutputGeneratedError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/rate-limit'],
  },
  {
    name: 'holds back a refused connection',
    provoke: (module) => meetNobody((url) => module.generateText(question(module, url))),
    identity: 'ai:APICallError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['ai/server-error'],
  },
  {
    name: 'holds back a reset connection',
    provoke: facing(resetting),
    identity: 'ai:APICallError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  ...[
    { baseURL: `http://${'x'.repeat(64)}.invalid`, code: '#ENOTFOUND', rule: 'node/host-not-found' },
    { baseURL: 'http://127.0.0.1:1', code: '', rule: 'node/bad-port' },
  ].map(({ baseURL, code, rule }) => ({
    name: `keeps a wrong address: ${rule}`,
    provoke: (module: Module) => rejectionOf(module.generateText(question(module, baseURL))),
    identity: 'ai:APICallError',
    decider: `node:Error${code}`,
    verdict: 'bug' as const,
    rule,
    nearMissOf: ['ai/server-error'],
  })),
  {
    name: 'holds back an answer that was not waited for',
    provoke: (module) => facing(hanging, { abortSignal: AbortSignal.timeout(20) })(module),
    identity: 'node:TimeoutError',
    verdict: 'transient',
    rule: 'node/deadline',
  },
  {
    name: 'holds back a request that was called off',
    provoke: (module) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 20)
      return facing(hanging, { abortSignal: controller.signal })(module)
    },
    identity: 'node:AbortError',
    verdict: 'expected',
    rule: 'node/aborted',
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: 'ai:APICallError',
    decider: /^ai:/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/server-error'],
  },
  {
    name: 'keeps an answer of another form than expected',
    provoke: facing(answering(200, { choices: 'none' })),
    identity: 'ai:APICallError',
    decider: /^ai:/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/server-error'],
  },
  {
    name: 'keeps an answer of a model that does not fit the schema',
    provoke: (module) =>
      meet(answering(200, { choices: [{ message: { content: 'Hi!' }, finish_reason: 'stop' }] }), (url) => {
        const schema = module.jsonSchema({ type: 'object', required: ['greeting'] })
        const output = module.Output.object({ schema })
        return module.generateText({ ...question(module, url), output }).then((result) => result.output)
      }),
    identity: 'ai:NoObjectGeneratedError',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a model that is not there',
    provoke: ({ customProvider }) =>
      rejectionOf(() => customProvider({ languageModels: {} }).languageModel('gpt' as never)), // it has none
    identity: 'ai:NoSuchModelError',
    verdict: 'bug',
    rule: undefined,
  },
]

type Options = Pick<Parameters<typeof Ai.generateText>[0], 'abortSignal' | 'maxRetries'>

function question({ createOpenAICompatible }: Module, baseURL: string) {
  const provider = createOpenAICompatible({
    name: 'stub',
    baseURL,
    apiKey: 'key',
    supportsStructuredOutputs: true,
  })
  return { model: provider.chatModel('m'), prompt: 'Hello?', maxRetries: 0 }
}

function facing(provider: RequestListener, options: Options = {}) {
  return (module: Module) =>
    meet(provider, (url) => module.generateText({ ...question(module, url), ...options }))
}

/** A stream tells its reader, and its error handler, why it failed. */
function facingStream(provider: RequestListener) {
  return (module: Module) =>
    meet(provider, async (url) => {
      const { fullStream } = module.streamText({ ...question(module, url), onError() {} })
      for await (const part of fullStream) if (part.type === 'error') throw part.error
    })
}

/** A body as in https://platform.openai.com/docs/guides/error-codes */
export function says(message: string, code: string) {
  return { error: { message, type: 'error', param: null, code } }
}
