import { setTimeout as sleep } from 'node:timers/promises'
import { rejectionOf } from '../proof/proof.ts'
import { openRelay } from '../world/loopback.ts'
import { clientError, type NodeRedis, type Options } from './redis-client.ts'

/** A command that waits for its answer when its connection is cut. */
export async function provokeCut(module: NodeRedis, port: number, how: 'close' | 'reset'): Promise<unknown> {
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
export async function provokeWhileAway(module: NodeRedis, port: number, options: Options): Promise<unknown> {
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

export async function provokePoolTimeout({ createClientPool }: NodeRedis, port: number): Promise<unknown> {
  const options = { socket: { host: '127.0.0.1', port } }
  const pool = createClientPool(options, { minimum: 1, maximum: 1, acquireTimeout: 20 })
  await pool.on('error', () => {}).connect()
  pool.execute((client) => client.blPop('nothing', 0)).catch(() => {})
  const error = await rejectionOf(pool.get('key'))
  pool.destroy()
  return error
}

export function provokeDestroy(module: NodeRedis, port: number): Promise<unknown> {
  return clientError(module, port, async (client) => {
    const answered = client.blPop('nothing', 0)
    await sleep(5)
    client.destroy()
    await answered
  })
}

/** What connecting is rejected with, and what was emitted before. */
export async function provokeCluster(
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
