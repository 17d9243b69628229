import { once } from 'node:events'
import { get, type RequestListener } from 'node:http'
import { ws } from '@sentry-presets/catalog'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { errorOf, meet, type Module, serve } from './ws-ends.ts'
import { findClosedPort, openHttp, openTcp } from '../world/loopback.ts'
import { answers, hangs } from '../world/http-answers.ts'

/** Their texts are all that tells them, and those of a bundle are not looked up among every plain error. */
const PLAIN = { identity: 'ws:Error', inBundle: 'cannot tell' } as const

export const wsProof = defineProof<Module, undefined>({
  library: ws,
  against: 'its own server, and stubs that answer the handshake otherwise',
  modules: {
    ws: () => import('ws'),
    'ws-7': async () => {
      const { default: WebSocket } = await import('ws-7')
      return { WebSocket, WebSocketServer: WebSocket.Server }
    },
  },
  bundle: { entry: "export { WebSocket, WebSocketServer } from 'ws'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...[429, 502, 503, 504].map((status) =>
      handshakeCase(`holds back a handshake that was answered with ${status}`, answers(status, ''), {
        ...PLAIN,
        verdict: 'transient',
        rule: 'ws/handshake-refused',
      }),
    ),
    ...[401, 403, 404, 500, 200].map((status) =>
      handshakeCase(`keeps a handshake that was answered with ${status}`, answers(status, ''), {
        ...PLAIN,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['ws/handshake-refused'],
      }),
    ),
    handshakeCase(
      'holds back a handshake that took too long',
      hangs,
      {
        ...PLAIN,
        verdict: 'transient',
        rule: 'ws/handshake-timeout',
      },
      { handshakeTimeout: 30 },
    ),
    handshakeCase('leaves a handshake that was cut to Node', ({ socket }) => socket.resetAndDestroy(), {
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    }),
    {
      name: 'leaves a connection that was refused to Node',
      provoke: async (module) => errorOf(new module.WebSocket(`ws://127.0.0.1:${await findClosedPort()}`)),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'looks into the event that onerror is given',
      async provoke({ WebSocket: Client }) {
        const socket = new Client(`ws://127.0.0.1:${await findClosedPort()}`)
        return new Promise((resolve) => socket.addEventListener('error', resolve))
      },
      // Version 7 has the error on the event itself, where any object's error is found.
      identity: /ErrorEvent$|^node:Error#ECONNREFUSED$/,
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      inBundle: 'cannot tell',
    },
    upgradeCase('keeps a server that speaks another protocol', 'Upgrade: h2c\r\n'),
    upgradeCase(
      'keeps a server that does not know the key',
      'Upgrade: websocket\r\nSec-WebSocket-Accept: no\r\n',
    ),
    {
      name: 'holds back a connection that the application closed while it was made',
      async provoke({ WebSocket: Client }) {
        const server = await openTcp(() => {})
        const socket = new Client(server.url.replace('http:', 'ws:'))
        const failed = errorOf(socket)
        socket.close()
        const error = await failed
        await server.close()
        return error
      },
      ...PLAIN,
      verdict: 'expected',
      rule: 'ws/closed-while-connecting',
    },
    {
      name: 'keeps an address that is none',
      provoke: ({ WebSocket: Client }) => rejectionOf(() => new Client('shop.test')),
      identity: /^(?:ws|node):SyntaxError|^node:TypeError#ERR_INVALID_URL$/,
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'holds back a message to somebody who has left',
      provoke: (module) =>
        meet(module, async (client) => {
          client.close()
          await new Promise<void>((resolve, reject) => {
            client.send('Hello', {}, (error) => (error ? reject(error) : resolve()))
          })
        }),
      ...PLAIN,
      verdict: 'transient',
      rule: 'ws/peer-gone',
    },
    {
      name: 'keeps a message that was sent before the connection was open',
      async provoke({ WebSocket: Client }) {
        const server = await openTcp(() => {})
        const socket = new Client(server.url.replace('http:', 'ws:')).on('error', () => {})
        const error = await rejectionOf(() => socket.send('Hello', {}, () => {}))
        socket.terminate()
        await server.close()
        return error
      },
      ...PLAIN,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ws/peer-gone', 'ws/closed-while-connecting', 'ws/handshake-timeout'],
    },
    {
      name: 'holds back a text of a client that is none',
      provoke: (module) =>
        meet(module, (client, server) => {
          client.send(Uint8Array.of(0xff), { binary: false }, () => {})
          return errorOf(server).then((error) => Promise.reject(error))
        }),
      identity: 'ws:Error#WS_ERR_INVALID_UTF8',
      verdict: 'transient',
      rule: 'ws/invalid-text',
    },
    {
      name: 'keeps a message that is larger than the server allows',
      provoke: (module) =>
        meet(module, (client, server) => {
          client.send('x'.repeat(2_000), {}, () => {})
          return errorOf(server).then((error) => Promise.reject(error))
        }),
      identity: 'ws:RangeError#WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['ws/invalid-text'],
    },
    {
      name: 'keeps a close code that does not exist',
      provoke: (module) => meet(module, async (client) => client.close(1)),
      identity: 'ws:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'holds back a client that speaks no WebSocket',
      provoke: (module) =>
        serve(module, async (url, server) => {
          const failed = once(server, 'wsClientError')
          const request = get(url, { headers: { connection: 'upgrade', upgrade: 'websocket' } })
          request.on('error', () => {})
          const [error, socket] = await failed
          socket.destroy()
          throw error
        }),
      ...PLAIN,
      verdict: 'transient',
      rule: 'ws/no-websocket-client',
      only: ['ws', 'bundle'],
    },
  ],
})

type Expected = Pick<Case<never, never>, 'identity' | 'verdict' | 'rule' | 'nearMissOf' | 'inBundle'>

function handshakeCase(
  name: string,
  listener: RequestListener,
  expected: Expected,
  options: { readonly handshakeTimeout?: number } = {},
): Case<Module, undefined> {
  return {
    name,
    async provoke({ WebSocket: Client }) {
      // A server without a listener for upgrades answers such a request as any other.
      const server = await openHttp(listener)
      const error = await errorOf(new Client(server.url.replace('http:', 'ws:'), options))
      await server.close()
      return error
    },
    ...expected,
  }
}

/** A server that says to switch protocols, with headers that ws does not accept. */
function upgradeCase(name: string, headers: string): Case<Module, undefined> {
  return {
    name,
    async provoke({ WebSocket: Client }) {
      const server = await openTcp((socket) => {
        socket.on('data', () =>
          socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n${headers}\r\n`),
        )
      })
      const error = await errorOf(new Client(server.url.replace('http:', 'ws:')))
      await server.close()
      return error
    },
    ...PLAIN,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ws/no-websocket-client'],
  }
}
