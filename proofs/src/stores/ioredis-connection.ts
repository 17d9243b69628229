import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openRelay } from '../world/loopback.ts'
import { openRedis, openRespStub } from '../world/redis.ts'
import {
  clusterError,
  commandError,
  connect,
  emittedError,
  type IORedis,
  type IORedisWorld,
  type Options,
} from './ioredis-client.ts'

/** What becomes of a connection, and of the commands that wait for it. */
export const connectionCases: readonly Case<IORedis, IORedisWorld>[] = [
  {
    name: 'holds back a command whose server dies',
    provoke: (module) => provokeDeath(module, { retryStrategy: () => null }),
    identity: 'ioredis:Error',
    verdict: 'transient',
    rule: 'ioredis/connection-closed',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a command that waited for as many reconnections as it may',
    provoke: (module) => provokeDeath(module, { retryStrategy: () => 1, maxRetriesPerRequest: 1 }),
    identity: 'ioredis:MaxRetriesPerRequestError',
    verdict: 'transient',
    rule: 'ioredis/retries-exhausted',
    nearMissOf: ['ioredis/connection-closed'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a pipeline that was cut halfway, of which some commands may have run',
    provoke: (module) => provokeCutPipeline(module),
    identity: 'ioredis:AbortError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/retries-exhausted', 'ioredis/connection-closed'],
  },
  {
    name: 'holds back an answer that was not waited for',
    provoke: (module, { mute }) => commandError(module, { port: mute.port, commandTimeout: 20 }),
    identity: 'ioredis:Error',
    verdict: 'transient',
    rule: 'ioredis/command-timeout',
    nearMissOf: ['ioredis/connect-timeout'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a connection that has gone silent',
    provoke: (module, { servers }) => emitsOnSilence(module, servers.plain),
    identity: 'ioredis:Error',
    verdict: 'transient',
    rule: 'ioredis/command-timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a command that may not wait for the connection',
    provoke: (module, { mute }) => commandError(module, { port: mute.port, enableOfflineQueue: false }),
    identity: 'ioredis:Error',
    verdict: 'transient',
    rule: 'ioredis/command-timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a command that a subscriber may not give',
    provoke: (module) => getAsSubscriber(module),
    identity: 'ioredis:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/command-timeout', 'ioredis/connection-closed'],
  },
  {
    name: 'keeps a second connection of a client that has one',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.plain }, (client) => client.connect()),
    identity: 'ioredis:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/connection-closed'],
  },
  {
    name: 'holds back a connection that is not made in time',
    provoke: (module, { mute }) => emittedError(module, { port: mute.port, tls: {}, connectTimeout: 50 }),
    identity: 'ioredis:Error#ETIMEDOUT',
    verdict: 'transient',
    rule: 'ioredis/connect-timeout',
  },
  {
    name: 'holds back a connection that is refused',
    provoke: async (module) => emittedError(module, { port: await findClosedPort() }),
    identity: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['ioredis/connect-timeout'],
  },
  {
    name: 'keeps a host that does not exist',
    provoke: (module) => emittedError(module, { host: `${'x'.repeat(64)}.invalid` }),
    identity: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    nearMissOf: ['ioredis/connect-timeout'],
  },
  {
    name: 'holds back a cluster of which no node is there',
    provoke: async (module) => clusterError(module, await findClosedPort()),
    identity: 'ioredis:ClusterAllFailedError',
    decider: 'ioredis:Error',
    verdict: 'transient',
    rule: 'ioredis/connection-closed',
    inBundle: 'cannot tell',
  },
]

/** A command that waits for its answer when the server dies, and nobody answers a second time. */
/** At an address of its own: a port that is given back may be somebody else's the next moment. */
async function provokeDeath(module: IORedis, options: Options): Promise<unknown> {
  const host = '127.0.0.9'
  const server = await openRedis(['--bind', host])
  const client = connect(module, { ...options, host, port: server.port }).on('error', () => {})
  await once(client, 'ready')
  const failed = rejectionOf(client.blpop('nothing', 0))
  await sleep(20)
  await server.close()
  const error = await failed
  client.disconnect()
  return error
}

async function emitsOnSilence(module: IORedis, port: number): Promise<unknown> {
  const client = connect(module, { port, socketTimeout: 20 })
  const failed = rejectionOf(once(client, 'nothing'))
  await once(client, 'ready')
  client.blpop('nothing', 0).catch(() => {})
  const error = await failed
  client.disconnect()
  return error
}

async function getAsSubscriber(module: IORedis): Promise<unknown> {
  const server = await openRespStub((text) =>
    /subscribe/i.test(text) ? '*3\r\n$9\r\nsubscribe\r\n$7\r\nchannel\r\n:1\r\n' : '+OK\r\n',
  )
  const error = await commandError(module, { port: server.port }, async (client) => {
    await client.subscribe('channel')
    await client.get('key')
  })
  await server.close()
  return error
}

/** A server that answers the first command of a pipeline and goes. */
async function provokeCutPipeline(module: IORedis): Promise<unknown> {
  const server = await openRespStub((text) => (text.includes('two') ? undefined : '+OK\r\n'))
  const relay = await openRelay(server.port)
  const client = connect(module, { port: relay.port, retryStrategy: () => 1 }).on('error', () => {})
  await once(client, 'ready')
  const answered = client.pipeline().set('one', '1').set('two', '2').exec()
  await sleep(50)
  relay.cut('close')
  const results = await answered
  client.disconnect()
  await relay.close()
  await server.close()
  return results?.[1]?.[0]
}
