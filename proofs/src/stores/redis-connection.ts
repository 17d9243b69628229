import { type Case, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import { clientError, createQuietClient, type NodeRedis, type NodeRedisWorld } from './redis-client.ts'
import {
  provokeCluster,
  provokeCut,
  provokeDestroy,
  provokePoolTimeout,
  provokeWhileAway,
} from './redis-losses.ts'

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
