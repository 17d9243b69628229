import { spawnSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createServer as createHttpServer, get } from 'node:http'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen, openHttp, openTcp, resolvesTo } from '../world/loopback.ts'
import { rejectionOf } from '../proof/proof.ts'
import { connectionError, onNode } from './node-world.ts'

/** Sockets, and HTTP on both of its sides. */
export const connectionCases = onNode([
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
  {
    name: 'holds back a network without a way to the other side',
    provoke: () => connectionError({ port: 9, host: '224.0.0.1' }),
    identity: 'node:Error#ENETUNREACH',
    verdict: 'transient',
    rule: 'node/network-unreachable',
  },
  {
    name: 'keeps a child process that hangs, which has the same code as a server that does not answer',
    provoke: async () =>
      spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 9_000)'], { timeout: 20 }).error,
    identity: 'node:Error#ETIMEDOUT',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-timeout'],
  },
  {
    name: 'keeps an own address that does not exist',
    provoke: ({ http }) => connectionError({ port: http.port, host: '127.0.0.1', localAddress: '192.0.2.1' }),
    identity: 'node:Error#EADDRNOTAVAIL',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/network-unreachable'],
  },
  {
    name: 'keeps a request that is not HTTP',
    provoke: () => provokeClientError('rubbish\r\n\r\n'),
    identity: 'node:Error#HPE_INVALID_METHOD',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
  {
    name: 'keeps a request whose headers are too large',
    provoke: () => provokeClientError(`GET / HTTP/1.1\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`),
    identity: 'node:Error#HPE_HEADER_OVERFLOW',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
])

/** The error that a server sees of what it cannot read. */
async function provokeClientError(text: string): Promise<unknown> {
  const errors = new EventEmitter()
  const server = await listen(createHttpServer().on('clientError', (error) => errors.emit('seen', error)))
  const client = connect(server.port, '127.0.0.1').on('error', () => {})
  client.write(text)
  const [error] = await once(errors, 'seen')
  client.destroy()
  await server.close()
  return error
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
