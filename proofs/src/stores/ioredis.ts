import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cluster, Redis as Client, type RedisOptions } from 'ioredis'
import { Redis as Client5, type RedisOptions as Options5 } from 'ioredis-5'
import { ioredis } from '@sentry-presets/catalog'
import { type FrozenListener, openFrozenListener } from '../world/frozen-listener.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp } from '../world/loopback.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { hasRedis, openRespStub, openRedis } from '../world/redis.ts'

interface World {
  readonly mute: Endpoint
  readonly frozen: FrozenListener
}

export const ioredisProof = defineProof<World>({
  library: ioredis,
  async open() {
    return { mute: await openTcp(() => {}), frozen: await openFrozenListener() }
  },
  async close({ mute, frozen }) {
    frozen.close()
    await mute.close()
  },
  cases: [
    ...casesOf('ioredis 6', (options) => new Client(options), 'ioredis:SimpleError'),
    // What is asked here has the same form in both majors.
    ...casesOf(
      'ioredis 5',
      (options) => new Client5(options as unknown as Options5) as unknown as Client,
      'ioredis:ReplyError',
    ),
    {
      name: 'holds back a cluster of which no node is there',
      provoke: async () => provokeCluster(await findClosedPort()),
      identity: 'ioredis:ClusterAllFailedError',
      decider: 'ioredis:Error',
      verdict: 'transient',
      rule: 'ioredis/connection-closed',
    },
    replyCase({
      name: 'keeps a cluster whose password is wrong',
      error: 'NOAUTH Authentication required.',
      settings: ['--cluster-enabled', 'yes', '--requirepass', 'right'],
      ask: (port) => provokeCluster(port),
      identity: 'ioredis:ClusterAllFailedError',
      decider: 'ioredis:SimpleError',
      verdict: 'bug',
      rule: 'ioredis/authentication',
      nearMissOf: ['ioredis/connection-closed'],
    }),
    replyCase({
      name: 'keeps a cluster that is none',
      error: 'ERR This instance has cluster support disabled',
      ask: (port) => provokeCluster(port),
      identity: 'ioredis:ClusterAllFailedError',
      decider: 'ioredis:SimpleError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ioredis/server-not-ready'],
    }),
  ],
})

type Options = Omit<RedisOptions, 'replyMapping'>

type Connect = (options: Options) => Client

/** @param reply what the server's errors are called: from 6 on the class of the newer protocol, a kind of ReplyError */
function casesOf(version: string, connect: Connect, reply: string): readonly Case<World>[] {
  return [
    replyCase({
      name: `keeps a missing password of ${version}`,
      identity: reply,
      error: 'NOAUTH Authentication required.',
      settings: ['--requirepass', 'right'],
      ask: (port) => command(connect, port, (client) => client.get('key')),
      verdict: 'bug',
      rule: 'ioredis/authentication',
      nearMissOf: ['ioredis/server-not-ready'],
    }),
    replyCase({
      name: `keeps a wrong password of ${version}`,
      identity: reply,
      error: 'WRONGPASS invalid username-password pair or user is disabled.',
      settings: ['--requirepass', 'right'],
      ask: (port) => connectionError(connect({ ...QUIET, port, password: 'wrong' })),
      verdict: 'bug',
      rule: 'ioredis/authentication',
    }),
    replyCase({
      name: `keeps a command of ${version} that the user may not give`,
      identity: reply,
      error: 'NOPERM this user has no permissions to run the command',
      settings: ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-get'],
      ask: (port) => command(connect, port, (client) => client.get('key')),
      verdict: 'bug',
      rule: 'ioredis/authentication',
    }),
    replyCase({
      name: `keeps a value of another kind of ${version}`,
      identity: reply,
      error: 'WRONGTYPE Operation against a key holding the wrong kind of value',
      ask: (port) =>
        command(connect, port, async (client) => {
          await client.set('key', 'text').catch(() => {})
          await client.lpush('key', 'item')
        }),
      verdict: 'bug',
      rule: 'ioredis/wrong-type',
    }),
    replyCase({
      name: `keeps a command that the server does not know of ${version}`,
      identity: reply,
      error: "ERR unknown command 'NOTHING'",
      ask: (port) => command(connect, port, (client) => client.call('NOTHING')),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ioredis/wrong-type', 'ioredis/authentication', 'ioredis/server-not-ready'],
    }),
    replyCase({
      name: `keeps a server of ${version} that is out of memory`,
      identity: reply,
      error: "OOM command not allowed when used memory > 'maxmemory'.",
      settings: ['--maxmemory', '1'],
      ask: (port) => command(connect, port, (client) => client.set('key', 'text')),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ioredis/server-not-ready', 'ioredis/command-timeout'],
    }),
    replyCase({
      name: `holds back a server of ${version} that is loading its data`,
      identity: reply,
      error: 'LOADING Redis is loading the dataset in memory',
      settings: ['--enable-debug-command', 'yes', '--loading-process-events-interval-bytes', '1024'],
      ask: (port) => command(connect, port, (client) => getWhileLoading(client)),
      verdict: 'transient',
      rule: 'ioredis/server-not-ready',
    }),
    replyCase({
      name: `holds back a write of ${version} to a replica`,
      identity: reply,
      error: "READONLY You can't write against a read only replica.",
      settings: ['--replicaof', '127.0.0.1', '9'],
      ask: (port) => command(connect, port, (client) => client.set('key', 'text')),
      verdict: 'transient',
      rule: 'ioredis/server-not-ready',
    }),
    replyCase({
      name: `holds back a read of ${version} from a replica that has lost its master`,
      identity: reply,
      error: "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
      settings: ['--replicaof', '127.0.0.1', '9', '--replica-serve-stale-data', 'no'],
      ask: (port) => command(connect, port, (client) => client.get('key')),
      verdict: 'transient',
      rule: 'ioredis/server-not-ready',
    }),
    {
      name: `holds back a command of ${version} whose server dies`,
      provoke: () => provokeDeath(connect, { retryStrategy: () => null }),
      identity: 'ioredis:Error',
      verdict: 'transient',
      rule: 'ioredis/connection-closed',
    },
    {
      name: `holds back a command of ${version} that waited for as many reconnections as it may`,
      provoke: () => provokeDeath(connect, { retryStrategy: () => 1, maxRetriesPerRequest: 1 }),
      identity: 'ioredis:MaxRetriesPerRequestError',
      verdict: 'transient',
      rule: 'ioredis/retries-exhausted',
      nearMissOf: ['ioredis/connection-closed'],
    },
    {
      name: `keeps a pipeline of ${version} that was cut halfway, of which some commands may have run`,
      provoke: () => provokeCutPipeline(connect),
      identity: 'ioredis:AbortError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ioredis/retries-exhausted', 'ioredis/connection-closed'],
    },
    {
      name: `holds back an answer that ${version} did not wait for`,
      provoke: ({ mute }) =>
        command(
          (options) => connect({ ...options, commandTimeout: 20 }),
          mute.port,
          (client) => client.get('key'),
        ),
      identity: 'ioredis:Error',
      verdict: 'transient',
      rule: 'ioredis/command-timeout',
      nearMissOf: ['ioredis/connect-timeout'],
    },
    {
      name: `holds back a command of ${version} that may not wait for the connection`,
      provoke: ({ mute }) =>
        command(
          (options) => connect({ ...options, enableOfflineQueue: false }),
          mute.port,
          (client) => client.get('key'),
        ),
      identity: 'ioredis:Error',
      verdict: 'transient',
      rule: 'ioredis/command-timeout',
    },
    {
      name: `keeps a command of ${version} that a subscriber may not give`,
      provoke: () => getAsSubscriber(connect),
      identity: 'ioredis:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ioredis/command-timeout', 'ioredis/connection-closed'],
    },
    {
      name: `holds back a connection of ${version} that is never made`,
      provoke: ({ frozen: { host, port } }) =>
        connectionError(connect({ ...QUIET, host, port, connectTimeout: 50 })),
      identity: 'ioredis:Error#ETIMEDOUT',
      verdict: 'transient',
      rule: 'ioredis/connect-timeout',
    },
    {
      name: `holds back a connection of ${version} that is refused`,
      provoke: async () => connectionError(connect({ ...QUIET, port: await findClosedPort() })),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['ioredis/connect-timeout'],
    },
    {
      name: `keeps a host of ${version} that does not exist`,
      provoke: () => connectionError(connect({ ...QUIET, host: `${'x'.repeat(64)}.invalid` })),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['ioredis/connect-timeout'],
    },
  ]
}

const QUIET = { host: '127.0.0.1', enableReadyCheck: false, retryStrategy: () => null }

interface ReplyCase
  extends Pick<Case<World>, 'name' | 'identity' | 'verdict' | 'rule' | 'decider' | 'nearMissOf'> {
  /** The answer of the stub, where there is no Redis here. */
  readonly error: string
  readonly settings?: readonly string[]
  readonly ask: (port: number) => Promise<unknown>
}

/** An error that the server answers with: a real one, or a stub that the name of the test admits to. */
function replyCase({ name, error, settings = [], ask, ...expected }: ReplyCase): Case<World> {
  return {
    ...expected,
    name: hasRedis ? name : `${name} (a stub: there is no redis-server here)`,
    async provoke() {
      const server = await (hasRedis ? openRedis(settings) : openRespStub(() => `-${error}\r\n`))
      const found = await ask(server.port)
      await server.close()
      return found
    },
  }
}

async function command(
  connect: Connect,
  port: number,
  give: (client: Client) => Promise<unknown>,
): Promise<unknown> {
  const client = connect({ ...QUIET, port }).on('error', () => {})
  const error = await rejectionOf(give(client))
  client.disconnect()
  return error
}

async function connectionError(client: Client): Promise<unknown> {
  const error = await rejectionOf(once(client, 'nothing'))
  client.disconnect()
  return error
}

async function getWhileLoading(client: Client): Promise<unknown> {
  await client.call('DEBUG', 'POPULATE', '2000').catch(() => {})
  await client.config('SET', 'key-load-delay', '500').catch(() => {})
  const reload = client.duplicate().on('error', () => {})
  reload.call('DEBUG', 'RELOAD').catch(() => {})
  await sleep(100)
  try {
    return await client.get('key')
  } finally {
    reload.disconnect()
  }
}

async function getAsSubscriber(connect: Connect): Promise<unknown> {
  const server = await openRespStub((text) =>
    /subscribe/i.test(text) ? '*3\r\n$9\r\nsubscribe\r\n$7\r\nchannel\r\n:1\r\n' : '+OK\r\n',
  )
  const error = await command(connect, server.port, async (client) => {
    await client.subscribe('channel')
    await client.get('key')
  })
  await server.close()
  return error
}

/** A command that waits for its answer when the server dies, and nobody answers a second time. */
async function provokeDeath(connect: Connect, options: Options): Promise<unknown> {
  const server = await (hasRedis
    ? openRedis()
    : openRespStub((text) => (/blpop/i.test(text) ? undefined : '+OK\r\n')))
  const client = connect({ ...QUIET, ...options, port: server.port }).on('error', () => {})
  await once(client, 'ready')
  const failed = rejectionOf(client.blpop('nothing', 0))
  await sleep(50)
  await server.close()
  const error = await failed
  client.disconnect()
  return error
}

/** A server that answers the first command of a pipeline and goes. */
async function provokeCutPipeline(connect: Connect): Promise<unknown> {
  const server = await openRespStub((text) => (text.includes('two') ? undefined : '+OK\r\n'))
  const relay = await openRelay(server.port)
  const client = connect({ ...QUIET, port: relay.port, retryStrategy: () => 1 }).on('error', () => {})
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

async function provokeCluster(port: number): Promise<unknown> {
  const cluster = new Cluster([{ host: '127.0.0.1', port }], {
    clusterRetryStrategy: () => null,
    slotsRefreshTimeout: 500,
  })
  const failed = rejectionOf(once(cluster, 'nothing'))
  rejectionOf(cluster.get('key')).catch(() => {})
  const error = await failed
  cluster.disconnect()
  return error
}
