import { type Case, rejectionOf } from '../proof/proof.ts'
import { ENDINGS } from '../world/call-off.ts'
import {
  answeringRubbish,
  hanging,
  meet,
  meetNobody,
  resetting,
  sse,
  streaming,
  streamingHalf,
} from '../world/provider.ts'
import { QUESTION, ask, createClient, facing, facingStream, says, type Module } from './ask-anthropic.ts'

const START = sse({ type: 'ping' }, 'ping')

export const anthropicConnectionCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a provider that is overloaded in the middle of a stream',
    provoke: facingStream(streaming(START, sse(says('overloaded_error', 'Overloaded'), 'error'))),
    identity: 'anthropic:APIError',
    verdict: 'transient',
    rule: 'anthropic/overloaded',
    nearMissOf: ['anthropic/server-error'],
  },
  {
    name: 'holds back a rate limit in the middle of a stream',
    provoke: facingStream(streaming(START, sse(says('rate_limit_error', 'Slow down'), 'error'))),
    identity: 'anthropic:APIError',
    verdict: 'transient',
    rule: 'anthropic/rate-limit',
  },
  {
    name: 'holds back a provider that fails in the middle of a stream',
    provoke: facingStream(streaming(START, sse(says('api_error', 'Internal server error'), 'error'))),
    identity: 'anthropic:APIError',
    verdict: 'transient',
    rule: 'anthropic/server-error',
    nearMissOf: ['anthropic/overloaded'],
  },
  {
    name: 'keeps a refused request in the middle of a stream',
    provoke: facingStream(streaming(START, sse(says('invalid_request_error', 'Too long'), 'error'))),
    identity: 'anthropic:APIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['anthropic/overloaded', 'anthropic/rate-limit', 'anthropic/server-error'],
  },
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'anthropic:APIConnectionTimeoutError',
    verdict: 'transient',
    rule: 'anthropic/timeout',
    nearMissOf: ['anthropic/aborted', 'openai/timeout'],
  },
  ...ENDINGS.map(({ name, end }) => ({
    name,
    provoke: (module: Module) => meet(hanging, (baseURL) => ask(module, { baseURL }, end())),
    identity: 'anthropic:APIUserAbortError',
    verdict: 'expected' as const,
    rule: 'anthropic/aborted',
    nearMissOf: ['anthropic/timeout', 'openai/aborted'],
  })),
  {
    name: 'holds back a refused connection',
    provoke: (module) => meetNobody((baseURL) => ask(module, { baseURL })),
    identity: 'anthropic:APIConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a reset connection',
    provoke: facing(resetting),
    identity: 'anthropic:APIConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a provider whose host does not exist',
    provoke: (module) => rejectionOf(ask(module, { baseURL: `http://${'x'.repeat(64)}.invalid` })),
    identity: 'anthropic:APIConnectionError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(START)),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a stream that ends without a message',
    provoke: (module) =>
      meet(streaming(START), (baseURL) =>
        createClient(module, { baseURL }).messages.stream(QUESTION).finalMessage(),
      ),
    identity: 'anthropic:AnthropicError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['anthropic/overloaded', 'anthropic/aborted'],
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|anthropic):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
  },
]
