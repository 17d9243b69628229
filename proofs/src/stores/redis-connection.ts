import { setTimeout as sleep } from 'node:timers/promises'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openRelay } from '../world/loopback.ts'
import {
  clientError,
  createQuietClient,
  type NodeRedis,
  type NodeRedisWorld,
  type Options,
} from './redis-client.ts'

/** What becomes of a connection, and of the commands that wait for it. */
export const connectionCases: readonly Case<NodeRedis, NodeRedisWorld>[] = [
  {
    name: 'holds back a command whose connection is closed',
    provoke: (module, { servers }) => provokeCut(module, servers.plain, 'close'),
    identity: 'redis:SocketClosedUnexpectedlyError',
    verdict: 'transient',
    rule: 'redis/connection-closed',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a command whose connection is reset',
    provoke: (module, { servers }) => provokeCut(module, servers.plain, 'reset'),
    identity: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    nearMissOf: ['redis/connection-closed'],
  },
  {
    name: 'holds back a connection that is refused',
    provoke: async (module) => clientError(module, await findClosedPort()),
    identity: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['redis/timeout'],
  },
  {
    name: 'holds back a refused connection of which the application made an error of its own',
    provoke: async (module) =>
      clientError(module, await findClosedPort(), undefined, {
        socket: { reconnectStrategy: () => new Error('enough') },
      }),
    identity: 'redis:ReconnectStrategyError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'keeps a host that does not exist',
    provoke: (module) =>
      clientError(module, 6379, undefined, { socket: { host: `${'x'.repeat(64)}.invalid` } }),
    identity: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
  {
    name: 'holds back a connection that is not made in time',
    provoke: (module, { mute }) =>
      clientError(module, mute.port, undefined, { socket: { tls: true, connectTimeout: 50 } }),
    identity: 'redis:ConnectionTimeoutError',
    verdict: 'transient',
    rule: 'redis/timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a connection that has gone silent',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, (client) => client.blPop('nothing', 0), {
        socket: { socketTimeout: 30 },
      }),
    identity: 'redis:SocketTimeoutError',
    verdict: 'transient',
    rule: 'redis/timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a command that was not sent in time',
    provoke: (module, { servers }) =>
      provokeWhileAway(module, servers.plain, { commandOptions: { timeout: 20 } }),
    identity: 'redis:TimeoutError',
    verdict: 'transient',
    rule: 'redis/timeout',
    nearMissOf: ['redis/pool-timeout'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a command that may not wait for the connection',
    provoke: (module, { servers }) => provokeWhileAway(module, servers.plain, { disableOfflineQueue: true }),
    identity: 'redis:ClientOfflineError',
    verdict: 'transient',
    rule: 'redis/offline',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a queue of commands that is full',
    provoke: (module, { servers }) =>
      clientError(
        module,
        servers.plain,
        async (client) => {
          for (let count = 0; count < 10; count++) client.blPop('nothing', 0).catch(() => {})
          await client.get('key')
        },
        { commandsQueueMaxLength: 5 },
      ),
    identity: 'redis:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/offline'],
  },
  {
    name: 'holds back a pool of which no client is free',
    provoke: (module, { servers }) => provokePoolTimeout(module, servers.plain),
    identity: 'redis:TimeoutError',
    verdict: 'transient',
    rule: 'redis/pool-timeout',
    nearMissOf: ['redis/timeout'],
    inBundle: 'cannot tell',
  },
  {
    name: 'expects a command that was called off',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, (client) => client.withAbortSignal(AbortSignal.abort()).get('key')),
    identity: 'redis:AbortError',
    verdict: 'expected',
    rule: 'redis/aborted',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a command to a client that was never connected',
    provoke: (module, { servers }) => rejectionOf(createQuietClient(module, servers.plain).get('key')),
    identity: 'redis:ClientClosedError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/closed-on-shutdown', 'redis/offline', 'redis/connection-closed'],
  },
  {
    name: 'holds back a command to a client that was closed because the process stops',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, async (client) => {
        await client.close()
        await client.get('key')
      }),
    phase: 'shutdown',
    identity: 'redis:ClientClosedError',
    verdict: 'control-flow',
    rule: 'redis/closed-on-shutdown',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a command whose client was destroyed under it',
    provoke: (module, { servers }) => provokeDestroy(module, servers.plain),
    identity: 'redis:DisconnectsClientError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/closed-on-shutdown', 'redis/aborted'],
  },
  {
    name: 'holds back a command whose client was destroyed because the process stops',
    provoke: (module, { servers }) => provokeDestroy(module, servers.plain),
    phase: 'shutdown',
    identity: 'redis:DisconnectsClientError',
    verdict: 'control-flow',
    rule: 'redis/closed-on-shutdown',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a cluster of which no node is there',
    provoke: async (module) => (await provokeCluster(module, await findClosedPort())).thrown,
    identity: 'redis:RootNodesUnavailableError',
    verdict: 'transient',
    rule: 'redis/root-nodes-unavailable',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a cluster whose password is wrong',
    provoke: async (module, { servers }) => (await provokeCluster(module, servers.lockedCluster)).emitted,
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: 'redis/authentication',
    nearMissOf: ['redis/root-nodes-unavailable'],
    inBundle: 'cannot tell',
  },
]

/** A command that waits for its answer when its connection is cut. */
async function provokeCut(module: NodeRedis, port: number, how: 'close' | 'reset'): Promise<unknown> {
  const relay = await openRelay(port)
  const error = await clientError(
    module,
    relay.port,
    async (client) => {
      const answered = client.blPop('nothing', 0)
      await sleep(20)
      relay.cut(how)
      await answered
    },
    { socket: { reconnectStrategy: 1000 } },
  )
  await relay.close()
  return error
}

/** A command that is given while the client waits to try again, having found nobody. */
async function provokeWhileAway(module: NodeRedis, port: number, options: Options): Promise<unknown> {
  const relay = await openRelay(port)
  return clientError(
    module,
    relay.port,
    async (client) => {
      await relay.close()
      await sleep(20)
      await client.get('key')
    },
    { ...options, socket: { reconnectStrategy: 1000 } },
  )
}

async function provokePoolTimeout({ createClientPool }: NodeRedis, port: number): Promise<unknown> {
  const options = { socket: { host: '127.0.0.1', port } }
  const pool = createClientPool(options, { minimum: 1, maximum: 1, acquireTimeout: 20 })
  await pool.on('error', () => {}).connect()
  pool.execute((client) => client.blPop('nothing', 0)).catch(() => {})
  const error = await rejectionOf(pool.get('key'))
  pool.destroy()
  return error
}

function provokeDestroy(module: NodeRedis, port: number): Promise<unknown> {
  return clientError(module, port, async (client) => {
    const answered = client.blPop('nothing', 0)
    await sleep(5)
    client.destroy()
    await answered
  })
}

/** What connecting is rejected with, and what was emitted before. */
async function provokeCluster(
  { createCluster }: NodeRedis,
  port: number,
): Promise<{ readonly thrown: unknown; readonly emitted: unknown }> {
  const socket = { host: '127.0.0.1', port, reconnectStrategy: false as const }
  const cluster = createCluster({ rootNodes: [{ socket }] })
  let emitted: unknown
  cluster.on('error', (error: unknown) => (emitted = error))
  const thrown = await rejectionOf(cluster.connect())
  return { thrown, emitted }
}
