import { once } from 'node:events'
import { Socket } from 'node:net'
import type * as Pg from 'pg'
import { rejectionOf } from '../proof/proof.ts'
import { openRelay, resolvesTo } from '../world/loopback.ts'
import type { Postgres } from '../world/postgres.ts'
import type { PostgresWorld } from './sqlstate-driver.ts'

/** A pool that takes the loss of an idle connection quietly, as every app's should. */
export function createPool({ Pool }: typeof Pg, config: Pg.PoolConfig): Pg.Pool {
  return new Pool({ max: 2, ...config }).on('error', () => {})
}

/** One connection of a pool. */
export async function connect(module: typeof Pg, config: Pg.PoolConfig) {
  const pool = createPool(module, config)
  const client = await pool.connect()
  client.on('error', () => {})
  return {
    query: (text: string) => client.query(text),
    async end() {
      client.release(true)
      await pool.end()
    },
  }
}

export async function queryWith(
  module: typeof Pg,
  config: Pg.PoolConfig,
  query: string | Pg.QueryConfig = 'select 1',
): Promise<unknown> {
  const pool = createPool(module, config)
  const error = await rejectionOf(pool.query(query))
  await pool.end()
  return error
}

/** What the pool is told of a connection that nobody uses. */
export async function loseIdle(
  module: typeof Pg,
  config: Pg.PoolConfig,
  lose: () => void | Promise<void>,
): Promise<unknown> {
  const pool = createPool(module, config)
  await pool.query('select 1')
  const failed = rejectionOf(once(pool, 'nothing'))
  await lose()
  const error = await failed
  await pool.end()
  return error
}

export async function cutIdle(
  module: typeof Pg,
  { config }: Postgres,
  how: 'close' | 'reset',
): Promise<unknown> {
  const relay = await openRelay(config.port)
  const error = await loseIdle(module, { ...config, port: relay.port }, () => relay.cut(how))
  await relay.close()
  return error
}

export async function provokeIdleTransaction(module: typeof Pg, { server }: PostgresWorld): Promise<unknown> {
  const pool = createPool(module, server.config)
  const client = await pool.connect()
  const failed = rejectionOf(once(client, 'nothing'))
  await client.query("set idle_in_transaction_session_timeout = '20ms'; begin")
  const error = await failed
  client.on('error', () => {}).release(true)
  await pool.end()
  return error
}

/** As if the host had an address of each family: happy eyeballs, which pg asks for like everybody. */
export function createSocketToSeveralAddresses(): Socket {
  return new (class extends Socket {
    override connect(port: unknown) {
      return super.connect({ port: Number(port), host: 'several', ...resolvesTo('127.0.0.1', '127.0.0.3') })
    }
  })()
}

export async function provokeCut(
  { Client }: typeof Pg,
  { config }: Postgres,
  how: 'close' | 'reset',
  choose: (cut: { client: Pg.Client; query: Promise<unknown> }) => Promise<unknown>,
): Promise<unknown> {
  const relay = await openRelay(config.port)
  const client = new Client({ ...config, port: relay.port }).on('error', () => {})
  await client.connect()
  const query = client.query('select pg_sleep(5)')
  const lost = rejectionOf(query)
  relay.cut(how)
  await lost
  const error = await rejectionOf(choose({ client, query }))
  await relay.close()
  return error
}

export async function provokeEnd(
  { Client }: typeof Pg,
  { config }: Postgres,
  when: 'before' | 'after',
): Promise<unknown> {
  const client = new Client(config)
  await client.connect()
  const query = when === 'before' ? rejectionOf(client.query('select pg_sleep(5)')) : undefined
  const ended = client.end()
  const error = await (query ?? rejectionOf(client.query('select 1')))
  await ended
  return error
}

export async function provokeEndedPool(module: typeof Pg, { server }: PostgresWorld): Promise<unknown> {
  const pool = createPool(module, server.config)
  await pool.end()
  return rejectionOf(pool.query('select 1'))
}
