import type * as Undici from 'undici'
import { openTcp } from '../world/loopback.ts'
import { BUNDLE, type Case, rejectionOf } from '../proof/proof.ts'
import type { NodeWorld } from './node-world.ts'
import { timeoutsOf } from './undici-timeouts.ts'

type Module = typeof Undici
type Ask = Parameters<Module['request']>[1]

const VARIANTS = ['undici', 'undici-7', BUNDLE]

/** The npm package, which is Node's own fetch by another way. */
export const undiciCases = onUndici([
  ...(['Connect', 'Headers', 'Body'] as const).map((part) => ({
    name: `holds back a ${part.toLowerCase()} timeout`,
    provoke: async (module: Module, world: NodeWorld) => (await timeoutsOf(module, world))[part],
    identity: `node:${part}TimeoutError#UND_ERR_${part.toUpperCase()}_TIMEOUT`,
    verdict: 'transient' as const,
    rule: 'node/connection-timeout',
  })),
  ...[
    { what: 'is refused', path: undefined, decider: 'node:Error#ECONNREFUSED', rule: 'connection-refused' },
    { what: 'is reset', path: '/reset', decider: 'node:Error#ECONNRESET', rule: 'connection-reset' },
    {
      what: 'is cut off halfway',
      path: '/truncate',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      rule: 'connection-reset',
    },
  ].map(({ what, path, decider, rule }) => ({
    name: `holds back a fetch that ${what}`,
    provoke: ({ fetch }: Module, { http, closedPort }: NodeWorld) =>
      rejectionOf(async () => {
        const response = await fetch(path === undefined ? `http://127.0.0.1:${closedPort}` : http.url + path)
        await response.text()
      }),
    identity: 'node:TypeError',
    decider,
    verdict: 'transient' as const,
    rule: `node/${rule}`,
    nearMissOf: ['node/programming-error'],
  })),
  {
    name: 'keeps an upgrade that nobody asked for',
    provoke: ({ request }, { http }) => ask(request, `${http.url}/upgrade`),
    identity: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
  {
    name: 'keeps an answer that is not HTTP',
    provoke: ({ request }, { http }) => ask(request, `${http.url}/rubbish`),
    identity: 'node:HTTPParserError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
  {
    name: 'holds back a request that was called off',
    provoke: ({ request }, { http }) => abort((signal) => request(`${http.url}/hang`, { signal })),
    identity: 'node:AbortError',
    verdict: 'expected',
    rule: 'node/aborted',
  },
  {
    name: 'holds back an answer that nobody wants to read',
    provoke: ({ request }, { http }) =>
      rejectionOf(async () => {
        const { body } = await request(`${http.url}/stall`)
        const text = body.text()
        body.destroy()
        await text
      }),
    identity: 'node:RequestAbortedError#UND_ERR_ABORTED',
    verdict: 'expected',
    rule: 'node/aborted',
  },
  {
    name: 'keeps a proxy that refuses to pass a request on',
    provoke: async ({ ProxyAgent, request }, { http }) => {
      const proxy = await openTcp((socket) => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
      const dispatcher = new ProxyAgent({ uri: proxy.url, proxyTunnel: true })
      const error = await ask(request, http.url, { dispatcher })
      await proxy.close()
      return error
    },
    identity: 'node:RequestAbortedError#UND_ERR_ABORTED',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/aborted'],
  },
  {
    name: 'holds back a proxy that hangs up',
    provoke: async ({ ProxyAgent, request }, { http }) => {
      const proxy = await openTcp((socket) => void socket.on('data', () => socket.end()))
      const dispatcher = new ProxyAgent({ uri: proxy.url, proxyTunnel: true })
      const error = await ask(request, http.url, { dispatcher })
      await proxy.close()
      return error
    },
    identity: 'node:ProxyConnectionError#UND_ERR_PRX_CONN',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    // Version 7 tries without end.
    only: ['undici', BUNDLE],
  },
  ...[429, 502, 503, 504].map((status) => ({
    name: `holds back an answer of ${status}`,
    provoke: ({ Agent, interceptors, request }: Module, { http }: NodeWorld) => {
      const dispatcher = new Agent().compose(interceptors.responseError())
      return ask(request, `${http.url}/status/${status}`, { dispatcher })
    },
    identity: 'node:ResponseError#UND_ERR_RESPONSE',
    verdict: 'transient' as const,
    rule: 'node/overloaded',
  })),
  ...[400, 401, 403, 404, 422, 500].map((status) => ({
    name: `keeps an answer of ${status}`,
    provoke: ({ Agent, interceptors, request }: Module, { http }: NodeWorld) => {
      const dispatcher = new Agent().compose(interceptors.responseError())
      return ask(request, `${http.url}/status/${status}`, { dispatcher })
    },
    identity: 'node:ResponseError#UND_ERR_RESPONSE',
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['node/overloaded'],
  })),
  {
    name: 'holds back an answer that is still 503 when all tries are used up',
    provoke: ({ Agent, RetryAgent, request }, { http }) => {
      const dispatcher = new RetryAgent(new Agent(), { maxRetries: 1, minTimeout: 1, throwOnError: true })
      return ask(request, `${http.url}/status/503`, { dispatcher })
    },
    identity: 'node:RequestRetryError#UND_ERR_REQ_RETRY',
    verdict: 'transient',
    rule: 'node/overloaded',
  },
  {
    name: 'keeps a body that is longer than its header says',
    provoke: ({ request }, { http }) =>
      ask(request, `${http.url}/hang`, { method: 'POST', headers: { 'content-length': '1' }, body: 'three' }),
    identity: 'node:RequestContentLengthMismatchError#UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-timeout', 'node/client-closed-on-shutdown'],
  },
  {
    name: 'keeps an answer that is larger than is allowed',
    provoke: ({ Agent, request }, { http }) =>
      ask(request, `${http.url}/text`, { dispatcher: new Agent({ maxResponseSize: 1 }) }),
    identity: 'node:ResponseExceededMaxSizeError#UND_ERR_RES_EXCEEDED_MAX_SIZE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-timeout'],
  },
  {
    name: 'keeps a wrong argument',
    provoke: ({ request }, { http }) => ask(request, http.url, { method: 'NO SUCH' }),
    identity: 'node:InvalidArgumentError#UND_ERR_INVALID_ARG',
    verdict: 'bug',
    rule: undefined,
  },
  ...[
    { how: 'close' as const, identity: 'node:ClientClosedError#UND_ERR_CLOSED' },
    { how: 'destroy' as const, identity: 'node:ClientDestroyedError#UND_ERR_DESTROYED' },
  ].flatMap(({ how, identity }) => {
    const provoke = async ({ Client }: Module, { http }: NodeWorld) => {
      const client = new Client(http.url)
      const closed = client[how]()
      const error = await rejectionOf(client.request({ path: '/', method: 'GET' }))
      await closed
      return error
    }
    const rule = 'node/client-closed-on-shutdown'
    return [
      {
        name: `holds back a request after ${how}, while the process stops`,
        provoke,
        identity,
        verdict: 'transient' as const,
        rule,
        phase: 'shutdown' as const,
      },
      {
        name: `keeps a request after ${how} while the process runs`,
        provoke,
        identity,
        verdict: 'bug' as const,
        rule: undefined,
        nearMissOf: [rule],
      },
    ]
  }),
])

/** Unless a case says otherwise, it is true of each form of the package. */
function onUndici(cases: readonly Case<Module, NodeWorld>[]): readonly Case<Module, NodeWorld>[] {
  return cases.map((one) => ({ only: VARIANTS, ...one }))
}

function ask(request: Module['request'], url: string, options: Ask = {}): Promise<unknown> {
  return rejectionOf(async () => {
    const { body } = await request(url, options)
    await body.text()
  })
}

function abort(work: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return rejectionOf(work(controller.signal))
}
