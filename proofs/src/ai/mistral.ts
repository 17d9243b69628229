import { mistral } from '@sentry-presets/catalog'
import { type Case, defineProof } from '../proof/proof.ts'
import {
  answering,
  answeringRubbish,
  hanging,
  meet,
  meetNobody,
  resetting,
  sse,
  streamingHalf,
} from '../world/provider.ts'
import {
  ask,
  askForStream,
  calledOff,
  CHUNK,
  createClient,
  facing,
  type Module,
  QUESTION,
  says,
} from './ask-mistral.ts'

/** What a bundle leaves of an error that is not Mistral's answer: nothing that others have not. */
const NAMELESS = { inBundle: 'cannot tell' } as const

const cases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit',
    provoke: facing(answering(429, says(429, 'Rate limit exceeded', 'rate_limited', '1300'))),
    identity: 'mistral:SDKError',
    verdict: 'transient',
    rule: 'mistral/rate-limit',
    nearMissOf: ['mistral/authentication', 'mistral/server-error'],
  },
  {
    name: 'holds back the last of several rate limits',
    provoke: facing(answering(429, says(429, 'Rate limit exceeded', 'rate_limited', '1300')), {
      retryConfig: {
        strategy: 'backoff',
        backoff: { initialInterval: 1, maxInterval: 2, exponent: 1, maxElapsedTime: 10 },
      },
    }),
    identity: 'mistral:SDKError',
    verdict: 'transient',
    rule: 'mistral/rate-limit',
  },
  {
    name: "holds back a rate limit in the gateway's words",
    provoke: facing(answering(429, { message: 'Requests rate limit exceeded' })),
    identity: 'mistral:SDKError',
    verdict: 'transient',
    rule: 'mistral/rate-limit',
    ...NAMELESS,
  },
  ...[500, 502, 503, 504].map((status) => ({
    name: `holds back a ${status}`,
    provoke: facing(answering(status, says(status, 'Service unavailable.', 'internal_server_error', '3000'))),
    identity: 'mistral:SDKError',
    verdict: 'transient' as const,
    rule: 'mistral/server-error',
  })),
  {
    name: 'holds back a page of a proxy',
    provoke: facing(answering(502, '<html>Bad Gateway</html>')),
    identity: 'mistral:SDKError',
    verdict: 'transient',
    rule: 'mistral/server-error',
    ...NAMELESS,
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(answering(401, { detail: 'Unauthorized' })),
    identity: 'mistral:SDKError',
    verdict: 'bug',
    rule: 'mistral/authentication',
    nearMissOf: ['mistral/rate-limit'],
    ...NAMELESS,
  },
  ...[402, 403].map((status) => ({
    name: `keeps a ${status}`,
    provoke: facing(answering(status, says(status, 'Check your subscription', 'payment', '1001'))),
    identity: 'mistral:SDKError',
    verdict: 'bug' as const,
    rule: 'mistral/authentication',
    nearMissOf: ['mistral/rate-limit'],
  })),
  ...[400, 404, 501].map((status) => ({
    name: `keeps a ${status}`,
    provoke: facing(answering(status, says(status, 'Invalid model: x', 'invalid_model', '1500'))),
    identity: 'mistral:SDKError',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['mistral/authentication', 'mistral/server-error'],
  })),
  {
    name: 'keeps a request that Mistral finds wrong',
    provoke: facing(answering(422, { detail: [{ loc: ['body'], msg: 'wrong', type: 'value_error' }] })),
    identity: 'mistral:HTTPValidationError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mistral/rate-limit'],
  },
  {
    name: 'keeps a question of the wrong form',
    provoke: (module) =>
      meet(hanging, (serverURL) =>
        // What a caller without types may write.
        createClient(module, { serverURL }).chat.complete({ ...QUESTION, messages: 'Hello?' as never }),
      ),
    identity: 'mistral:SDKValidationError',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps an answer of another form than expected',
    provoke: facing(answering(200, { choices: 'none' })),
    identity: 'mistral:ResponseValidationError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mistral/server-error'],
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|mistral):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['mistral/server-error'],
  },
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeoutMs: 20 }),
    identity: 'mistral:RequestTimeoutError',
    verdict: 'transient',
    rule: 'mistral/timeout',
    nearMissOf: ['mistral/aborted'],
    ...NAMELESS,
  },
  {
    name: 'holds back a request that was called off',
    provoke: calledOff,
    identity: 'mistral:RequestAbortedError',
    verdict: 'expected',
    rule: 'mistral/aborted',
    nearMissOf: ['mistral/timeout'],
    ...NAMELESS,
  },
  {
    name: 'holds back a refused connection',
    provoke: (module) => meetNobody((serverURL) => ask(module, { serverURL })),
    identity: 'mistral:ConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    ...NAMELESS,
  },
  {
    name: 'holds back a reset connection',
    provoke: facing(resetting),
    identity: 'mistral:ConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    ...NAMELESS,
  },
  {
    name: 'keeps a host that does not exist',
    provoke: (module) => meetNobody(() => ask(module, { serverURL: `http://${'x'.repeat(64)}.invalid` })),
    identity: 'mistral:ConnectionError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    ...NAMELESS,
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: (module) => meet(streamingHalf(sse(CHUNK)), (url) => askForStream(module, url)),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
]

export const mistralProof = defineProof<Module, undefined>({
  library: mistral,
  against: 'a stub of the Mistral API',
  modules: {
    '@mistralai/mistralai': () => import('@mistralai/mistralai'),
    'mistral-1': () => import('mistral-1'),
  },
  bundle: { entry: "export { Mistral } from '@mistralai/mistralai'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases,
})
