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
import { facing, facingStream, type Module, question, says } from './ask-ai.ts'

const RATE_LIMIT = says('Rate limit reached', 'rate_limit_exceeded')
const CHUNK = sse({ id: '1', choices: [] })

export const aiConnectionCases: readonly Case<Module, undefined>[] = [
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
