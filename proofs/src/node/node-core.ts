import { Resolver, lookup } from 'node:dns/promises'
import { EventEmitter, once } from 'node:events'
import { get } from 'node:http'
import { createServer as createHttpsServer, get as httpsGet } from 'node:https'
import { connect, createServer, type TcpNetConnectOpts } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, request } from 'undici'
import { nodeCore } from '@sentry-presets/catalog'
import { createCertificate, type CertificateOptions } from '../world/certificate.ts'
import { type FrozenListener, openFrozenListener } from '../world/frozen-listener.ts'
import { type Endpoint, findClosedPort, listen, openHttp, openTcp, resolvesTo } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { undiciCases } from './undici.ts'

interface World {
  /** Answers by the path: reset, hang-up, rubbish, text, stall, truncate; any other is never answered. */
  readonly http: Endpoint
  readonly frozen: FrozenListener
  readonly closedPort: number
}

export const nodeCoreProof = defineProof<World>({
  library: nodeCore,
  open,
  async close({ http, frozen }) {
    frozen.close()
    await http.close()
  },
  cases: [
    {
      name: 'holds back a connection that is refused',
      provoke: ({ closedPort }) => connectionError({ port: closedPort, host: '127.0.0.1' }),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['node/host-not-found', 'node/network-unreachable'],
    },
    {
      name: 'holds back a host that refuses on each of its addresses',
      provoke: ({ closedPort }) =>
        connectionError({ port: closedPort, host: 'both', ...resolvesTo('127.0.0.1', '127.0.0.3') }),
      identity: 'node:AggregateError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a fetch that is refused',
      provoke: ({ closedPort }) => rejectionOf(fetch(`http://127.0.0.1:${closedPort}`)),
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['node/programming-error'],
    },
    {
      name: 'keeps a port that is taken',
      provoke: ({ http }) => rejectionOf(once(createServer().listen(http.port, '127.0.0.1'), 'listening')),
      identity: 'node:Error#EADDRINUSE',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-refused'],
    },
    {
      name: 'keeps a unix socket that does not exist',
      provoke: () => rejectionOf(once(connect('/nowhere.sock'), 'connect')),
      identity: 'node:Error#ENOENT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-refused'],
    },
    {
      name: 'holds back a socket that is reset',
      provoke: ({ http }) => rejectionOf(once(get(`${http.url}/reset`), 'response')),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a socket that hangs up before the answer',
      provoke: ({ http }) => rejectionOf(once(get(`${http.url}/hang-up`), 'response')),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a fetch that is reset',
      provoke: ({ http }) => rejectionOf(fetch(`${http.url}/reset`)),
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a fetch whose answer stops halfway',
      provoke: ({ http }) => rejectionOf(async () => (await fetch(`${http.url}/truncate`)).text()),
      identity: 'node:TypeError',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a client that leaves while its request is read',
      provoke: provokeLeavingClient,
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a write to a connection that the other side closed',
      provoke: provokeBrokenPipe,
      identity: 'node:Error#EPIPE',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps an answer that is not HTTP',
      provoke: ({ http }) => rejectionOf(once(get(`${http.url}/rubbish`), 'response')),
      identity: 'node:Error#HPE_INVALID_CONSTANT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-reset'],
    },
    {
      name: 'holds back a connection that is never made',
      provoke: ({ frozen }) =>
        connectionError({
          port: frozen.port,
          host: 'both',
          autoSelectFamilyAttemptTimeout: 10,
          ...resolvesTo(frozen.host, '127.0.0.1'),
        }),
      identity: 'node:AggregateError#ETIMEDOUT',
      verdict: 'transient',
      rule: 'node/connection-timeout',
    },
    ...undiciCases,
    {
      name: 'keeps a body that is longer than its header says',
      provoke: ({ http }) =>
        rejectionOf(
          request(`${http.url}/hang`, { method: 'POST', headers: { 'content-length': '1' }, body: 'three' }),
        ),
      identity: 'node:RequestContentLengthMismatchError#UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-timeout', 'node/client-closed-on-shutdown'],
    },
    {
      name: 'holds back a fetch that ran into its deadline',
      provoke: ({ http }) => rejectionOf(fetch(`${http.url}/hang`, { signal: AbortSignal.timeout(20) })),
      identity: 'node:TimeoutError',
      verdict: 'transient',
      rule: 'node/deadline',
      nearMissOf: ['node/aborted'],
    },
    {
      name: 'holds back a fetch that was called off',
      provoke: ({ http }) =>
        rejectionOf(() => {
          const controller = new AbortController()
          setTimeout(() => controller.abort(), 20)
          return fetch(`${http.url}/hang`, { signal: controller.signal })
        }),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
      nearMissOf: ['node/deadline'],
    },
    {
      name: 'holds back a wait that was called off',
      provoke: () => rejectionOf(sleep(1_000, undefined, { signal: AbortSignal.abort() })),
      identity: 'node:AbortError#ABORT_ERR',
      verdict: 'expected',
      rule: 'node/aborted',
    },
    {
      name: 'keeps the reason that somebody gave for calling a fetch off',
      provoke: ({ http }) =>
        rejectionOf(
          fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new Error('the user is not known')) }),
        ),
      identity: 'node:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/aborted'],
    },
    {
      name: "keeps an application's own TimeoutError that fetch was called off with",
      provoke: ({ http }) =>
        rejectionOf(fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new TimeoutError()) })),
      identity: 'node:TimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/deadline'],
    },
    {
      name: "keeps an application's own AbortError that fetch was called off with",
      provoke: ({ http }) =>
        rejectionOf(fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new AbortError()) })),
      identity: 'node:AbortError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/aborted'],
    },
    {
      name: 'keeps a value that cannot be cloned',
      provoke: () => rejectionOf(() => structuredClone(() => {})),
      identity: 'node:DataCloneError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/aborted', 'node/deadline'],
    },
    {
      name: 'holds back a name server that cannot be asked',
      provoke: () => rejectionOf(lookup('nowhere.invalid')),
      identity: 'node:Error#EAI_AGAIN',
      verdict: 'transient',
      rule: 'node/name-server-busy',
      nearMissOf: ['node/host-not-found'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: () => rejectionOf(fetch(`http://${'x'.repeat(64)}.invalid`)),
      identity: 'node:TypeError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['node/name-server-busy'],
    },
    {
      name: 'keeps a name that the name server refuses to look up',
      provoke: async () => {
        const resolver = new Resolver({ timeout: 100, tries: 1 })
        resolver.setServers(['127.0.0.1'])
        return rejectionOf(resolver.resolve4('-'.repeat(64)))
      },
      identity: 'node:Error#EBADNAME',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/name-server-busy'],
    },
    {
      name: 'holds back a network without a way to the other side',
      provoke: () => connectionError({ port: 9, host: '224.0.0.1' }),
      identity: 'node:Error#ENETUNREACH',
      verdict: 'transient',
      rule: 'node/network-unreachable',
    },
    {
      name: 'keeps an own address that does not exist',
      provoke: ({ http }) =>
        connectionError({ port: http.port, host: '127.0.0.1', localAddress: '192.0.2.1' }),
      identity: 'node:Error#EADDRNOTAVAIL',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/network-unreachable'],
    },
    {
      name: 'keeps a port that fetch never asks',
      provoke: () => rejectionOf(fetch('http://127.0.0.1:1')),
      identity: 'node:TypeError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
    },
    {
      name: 'keeps a protocol that fetch does not know, and does not call it a bad port',
      provoke: () => rejectionOf(fetch('ftp://127.0.0.1')),
      identity: 'node:TypeError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/bad-port'],
    },
    {
      name: 'keeps an address that is none',
      provoke: () => rejectionOf(fetch('nowhere')),
      identity: 'node:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: ({ http }) => rejectionOf(async () => (await fetch(`${http.url}/text`)).json()),
      identity: 'node:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps an expired certificate',
      provoke: () => provokeTls({ from: -2, to: -1 }),
      identity: 'node:Error#CERT_HAS_EXPIRED',
      verdict: 'bug',
      rule: 'node/certificate',
    },
    {
      name: 'keeps a certificate of tomorrow',
      provoke: () => provokeTls({ from: 1, to: 2 }),
      identity: 'node:Error#CERT_NOT_YET_VALID',
      verdict: 'bug',
      rule: 'node/certificate',
    },
    {
      name: 'keeps a certificate for another host',
      provoke: () => provokeTls({ host: 'example.org' }),
      identity: 'node:Error#ERR_TLS_CERT_ALTNAME_INVALID',
      verdict: 'bug',
      rule: 'node/certificate',
    },
    {
      name: 'keeps a certificate that nobody vouches for',
      provoke: () => provokeTls({}, { isTrusted: false }),
      identity: 'node:Error#DEPTH_ZERO_SELF_SIGNED_CERT',
      verdict: 'bug',
      rule: 'node/certificate',
    },
    {
      name: 'keeps TLS spoken to a server without it, and does not call it a certificate',
      provoke: ({ http }) => rejectionOf(once(httpsGet(`https://127.0.0.1:${http.port}`), 'response')),
      identity: 'node:Error#EPROTO',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/certificate'],
    },
    {
      name: 'holds back a request on a client that was closed, while the process stops',
      provoke: ({ http }) => rejectionOf(requestOnClosedClient(http)),
      identity: 'node:ClientDestroyedError#UND_ERR_DESTROYED',
      verdict: 'transient',
      rule: 'node/client-closed-on-shutdown',
      phase: 'shutdown',
    },
    {
      name: 'keeps a request on a client that was closed while the process runs',
      provoke: ({ http }) => rejectionOf(requestOnClosedClient(http)),
      identity: 'node:ClientDestroyedError#UND_ERR_DESTROYED',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/client-closed-on-shutdown'],
    },
    {
      name: 'holds back a Promise.any of which each part was refused',
      provoke: ({ closedPort, http }) =>
        rejectionOf(Promise.any([fetch(`http://127.0.0.1:${closedPort}`), fetch(`${http.url}/reset`)])),
      identity: 'node:AggregateError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a Promise.any of which one part is a bug',
      provoke: ({ closedPort }) =>
        rejectionOf(Promise.any([fetch(`http://127.0.0.1:${closedPort}`), fetch('http://127.0.0.1:1')])),
      identity: 'node:AggregateError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
      nearMissOf: ['node/connection-refused'],
    },
  ],
})

/** Two classes of an application. fetch gives what it is called off with a new stack, so that they seem to be Node's. */
class TimeoutError extends Error {}
class AbortError extends Error {}

async function open(): Promise<World> {
  // glibc asks no name server at all then, and reports the same as for one that does not answer.
  process.env.RES_OPTIONS = 'attempts:0'
  const http = await openHttp(({ url, socket }, response) => {
    if (url === '/reset') socket.resetAndDestroy()
    if (url === '/hang-up') socket.destroy()
    if (url === '/rubbish') socket.end('rubbish\r\n\r\n')
    if (url === '/text') response.end('<html>')
    if (url === '/stall' || url === '/truncate') {
      response.writeHead(200, { 'content-length': 100 }).write('half')
      if (url === '/truncate') setTimeout(() => socket.destroy(), 20)
    }
  })
  return { http, frozen: await openFrozenListener(), closedPort: await findClosedPort() }
}

function connectionError(options: TcpNetConnectOpts): Promise<unknown> {
  return rejectionOf(once(connect(options), 'connect'))
}

/** The error on the server's side of a request whose sender goes away. */
async function provokeLeavingClient(): Promise<unknown> {
  const requests = new EventEmitter()
  const server = await openHttp((request) => requests.emit('request', request.resume()))
  const client = connect(server.port, '127.0.0.1')
  client.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
  const [request] = await once(requests, 'request')
  client.destroy()
  const error = await rejectionOf(once(request, 'end'))
  await server.close()
  return error
}

/** The first write after the other side has closed is answered with a reset, the next one meets a broken pipe. */
async function provokeBrokenPipe(): Promise<unknown> {
  const server = await openTcp((socket) => socket.destroy())
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
  await once(socket.resume(), 'end')
  const failed = rejectionOf(once(socket, 'drain'))
  socket.write('one')
  await sleep(20)
  socket.write('two')
  const error = await failed
  await server.close()
  return error
}

async function provokeTls(
  options: CertificateOptions,
  { isTrusted = true }: { isTrusted?: boolean } = {},
): Promise<unknown> {
  const { key, cert } = createCertificate(options)
  const server = await listen(createHttpsServer({ key, cert }))
  const request = httpsGet({
    port: server.port,
    host: '127.0.0.1',
    servername: 'localhost',
    agent: false,
    ...(isTrusted && { ca: cert }),
  })
  const error = await rejectionOf(once(request, 'response'))
  await server.close()
  return error
}

async function requestOnClosedClient({ url }: Endpoint): Promise<unknown> {
  const client = new Client(url)
  await client.destroy()
  return client.request({ path: '/', method: 'GET' })
}
