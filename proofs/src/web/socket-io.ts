import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { socketIo } from '@sentry-presets/catalog'
import type { ManagerOptions } from 'socket.io-client'
import { type Case, defineProof } from '../proof/proof.ts'
import { connect, failureOf, meet, type Module, serve } from './socket-io-ends.ts'
import { answers, hangs, resets } from '../world/http-answers.ts'
import { findClosedPort, openHttp } from '../world/loopback.ts'

type Transport = 'polling' | 'websocket'

type Expected = Pick<Case<never, never>, 'verdict' | 'rule' | 'decider' | 'nearMissOf' | 'inBundle'>

export const socketIoProof = defineProof<Module, undefined>({
  library: socketIo,
  against: 'its own server and its own client',
  modules: {
    'socket.io': async () => ({ ...(await import('socket.io')), ...(await import('socket.io-client')) }),
  },
  bundle: { entry: "export { Server } from 'socket.io'; export { io } from 'socket.io-client'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...[429, 502, 503, 504].map((status) =>
      connectCase(`holds back a server that answers with ${status}`, 'polling', answers(status, ''), {
        verdict: 'transient',
        rule: 'socket-io/polling-failed',
      }),
    ),
    ...[400, 401, 403, 404, 500].map((status) =>
      connectCase(`keeps a server that answers with ${status}`, 'polling', answers(status, ''), {
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['socket-io/polling-failed'],
      }),
    ),
    connectCase('looks through polling at a connection that was reset', 'polling', resets, {
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    }),
    connectCase('looks through a WebSocket at what its server answered', 'websocket', answers(502, ''), {
      decider: 'ws:Error',
      verdict: 'transient',
      rule: 'ws/handshake-refused',
      inBundle: 'cannot tell',
    }),
    connectCase('keeps a WebSocket that is not allowed', 'websocket', answers(403, ''), {
      decider: 'ws:Error',
      verdict: 'bug',
      rule: undefined,
    }),
    ...(['polling', 'websocket'] as const).flatMap((transport) => [
      addressCase(
        `looks through ${transport} at a connection that was refused`,
        transport,
        async () => `http://127.0.0.1:${await findClosedPort()}`,
        {
          decider: 'node:Error#ECONNREFUSED',
          verdict: 'transient',
          rule: 'node/connection-refused',
          ...(transport === 'websocket' && { inBundle: 'cannot tell' }),
        },
      ),
      addressCase(
        `looks through ${transport} at a host that does not exist`,
        transport,
        async () => 'http://shop.invalid',
        {
          decider: 'node:Error#ENOTFOUND',
          verdict: 'bug',
          rule: 'node/host-not-found',
          ...(transport === 'websocket' && { inBundle: 'cannot tell' }),
        },
      ),
    ]),
    connectCase(
      'holds back a server that does not answer',
      'polling',
      hangs,
      { verdict: 'transient', rule: 'socket-io/connect-timeout', inBundle: 'cannot tell' },
      { timeout: 30 },
    ),
    {
      name: 'keeps a client that the server turns away with a text of ours',
      provoke: (module) =>
        serve(module, async (url, server) => {
          server.use((_, next) => next(new Error('timeout')))
          const socket = connect(module, url)
          throw await failureOf(socket)
        }),
      identity: 'socket-io:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: [
        'socket-io/connect-timeout',
        'socket-io/acknowledgement-timeout',
        'socket-io/disconnected',
      ],
    },
    {
      name: 'holds back a client that does not acknowledge',
      provoke: (module) => meet(module, (_, server) => server.timeout(20).emitWithAck('news')),
      identity: 'socket-io:Error',
      verdict: 'transient',
      rule: 'socket-io/acknowledgement-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a server that does not acknowledge',
      provoke: (module) => meet(module, (client) => client.timeout(20).emitWithAck('order')),
      identity: 'socket-io:Error',
      verdict: 'transient',
      rule: 'socket-io/acknowledgement-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a room that does not acknowledge',
      provoke: (module) => meet(module, (_, server) => server.nsp.timeout(20).emitWithAck('news')),
      identity: 'socket-io:Error',
      verdict: 'transient',
      rule: 'socket-io/acknowledgement-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back an event that was on its way when the connection was lost',
      provoke: (module) =>
        meet(module, (client, server) => {
          server.onAny(() => server.disconnect(true))
          return client.timeout(5_000).emitWithAck('order')
        }),
      identity: 'socket-io:Error',
      verdict: 'transient',
      rule: 'socket-io/disconnected',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a client that sends no packets',
      provoke: (module) =>
        meet(module, async (client, server) => {
          const failed = once(server, 'error')
          client.io.engine.write('2["order"')
          const [error] = await failed
          throw error
        }),
      identity: 'socket-io:Error',
      verdict: 'transient',
      rule: 'socket-io/invalid-packet',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps what a middleware of ours refuses',
      provoke: (module) =>
        meet(module, async (client, server) => {
          server.use((_, next) => next(new Error('invalid payload')))
          const failed = once(server, 'error')
          client.emit('order')
          const [error] = await failed
          throw error
        }),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['socket-io/invalid-packet'],
    },
    {
      name: 'keeps an event whose name is reserved',
      provoke: (module) => meet(module, async (_, server) => server.emit('connect')),
      identity: 'socket-io:Error',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a bug in the handler of an event',
      provoke: (module) =>
        serve(module, async (url, server) => {
          const failed = new Promise<never>((_, reject) => {
            server.use((socket) => {
              try {
                JSON.parse(String(socket.handshake.auth['order']))
              } catch (error) {
                reject(error as Error) // JSON.parse throws nothing else
              }
            })
          })
          connect(module, url, { auth: { order: 'no JSON' } })
          await failed
        }),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

function connectCase(
  name: string,
  transport: Transport,
  listener: RequestListener,
  expected: Expected,
  options: Partial<ManagerOptions> = {},
): Case<Module, undefined> {
  return {
    name,
    async provoke(module) {
      const server = await openHttp(listener)
      const error = await failureOf(connect(module, server.url, { transports: [transport], ...options }))
      await server.close()
      return error
    },
    identity: /^socket-io:(?:TransportError|Error)$/,
    ...expected,
  }
}

function addressCase(
  name: string,
  transport: Transport,
  findUrl: () => Promise<string>,
  expected: Expected,
): Case<Module, undefined> {
  return {
    name,
    provoke: async (module) => failureOf(connect(module, await findUrl(), { transports: [transport] })),
    identity: 'socket-io:TransportError',
    ...expected,
  }
}
