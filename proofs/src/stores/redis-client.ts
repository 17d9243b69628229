import type * as NodeRedisModule from 'redis'
import { rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import type { RedisServers } from '../world/redis-servers.ts'

export type NodeRedis = Pick<typeof NodeRedisModule, 'createClient' | 'createClientPool' | 'createCluster'>

export interface NodeRedisWorld {
  readonly servers: RedisServers
  /** Lets itself be connected to, and never says a word. */
  readonly mute: Endpoint
}

export interface Options extends Omit<NodeRedisModule.RedisClientOptions, 'socket'> {
  readonly socket?: NodeRedisModule.RedisClientOptions['socket'] & { readonly host?: string }
}

export type Client = ReturnType<typeof createQuietClient>

/** One attempt at a connection; what it emits is for nobody. */
export function createQuietClient({ createClient }: NodeRedis, port: number, options: Options = {}) {
  const socket = { host: '127.0.0.1', port, reconnectStrategy: false as const, ...options.socket }
  return createClient({ RESP: 3, ...options, socket }).on('error', () => {})
}

/** What the work on a new and connected client is rejected with, or the connecting itself. */
export async function clientError(
  module: NodeRedis,
  port: number,
  work: (client: Client) => Promise<unknown> = (client) => client.get('key'),
  options?: Options,
): Promise<unknown> {
  const client = createQuietClient(module, port, options)
  const error = await rejectionOf(async () => {
    await client.connect()
    await work(client)
  })
  if (client.isOpen) client.destroy()
  return error
}
