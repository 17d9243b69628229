import { once } from 'node:events'
import type * as IORedisModule from 'ioredis'
import { rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import type { RedisServers } from '../world/redis-servers.ts'

export type IORedis = typeof IORedisModule

export interface IORedisWorld {
  readonly servers: RedisServers
  /** Lets itself be connected to, and never says a word. */
  readonly mute: Endpoint
}

type Client = IORedisModule.Redis
export type Options = Omit<IORedisModule.RedisOptions, 'replyMapping'>

/** One attempt at a connection, and no questions before the first command. */
export function connect({ Redis }: IORedis, options: Options): Client {
  return new Redis({ host: '127.0.0.1', enableReadyCheck: false, retryStrategy: () => null, ...options })
}

/** What a command is rejected with that is given to a new client. */
export async function commandError(
  module: IORedis,
  options: Options,
  give: (client: Client) => Promise<unknown> = (client) => client.get('key'),
): Promise<unknown> {
  const client = connect(module, options).on('error', () => {})
  const error = await rejectionOf(give(client))
  client.disconnect()
  return error
}

/** What a new client emits as an error. */
export async function emittedError(module: IORedis, options: Options): Promise<unknown> {
  const client = connect(module, options)
  const error = await rejectionOf(once(client, 'nothing'))
  client.disconnect()
  return error
}

/** What a new cluster emits as an error that begins at this node. */
export async function clusterError({ Cluster }: IORedis, port: number): Promise<unknown> {
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
