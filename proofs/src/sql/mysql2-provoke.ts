import { setTimeout as sleep } from 'node:timers/promises'
import type * as MySql from 'mysql2/promise'
import { rejectionOf } from '../proof/proof.ts'
import { type Endpoint, openRelay } from '../world/loopback.ts'
import type { MariaDb, MySqlAddress } from '../world/mariadb.ts'
import { type MySqlError, openMySqlStub } from '../world/mysql-stub.ts'

export type Module = Pick<typeof MySql, 'createConnection' | 'createPool'>

export interface World {
  readonly server: MariaDb
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

/** What the last of these statements fails with, or the connection. */
export async function ask(
  { createPool }: Module,
  options: MySql.PoolOptions,
  ...statements: readonly string[]
): Promise<unknown> {
  const pool = createPool({ ...options, connectionLimit: 1 })
  for (const statement of statements.slice(0, -1)) await pool.query(statement)
  const error = await rejectionOf(pool.query(statements.at(-1) ?? ''))
  await pool.end()
  return error
}

export async function withConnections(
  { createConnection }: Module,
  { config }: MariaDb,
  work: (one: MySql.Connection, two: MySql.Connection) => Promise<unknown>,
): Promise<unknown> {
  const one = await createConnection(config)
  const two = await createConnection(config)
  const error = await work(one, two)
  await one.end()
  await two.end()
  return error
}

/** What becomes of a query that something is done to while it runs. */
export async function interrupt(
  { createConnection }: Module,
  server: MariaDb,
  act: (admin: MySql.Connection, id: number) => Promise<unknown>,
): Promise<unknown> {
  const admin = await createConnection(server.admin)
  admin.on('error', () => {})
  const connection = await createConnection(server.config)
  connection.on('error', () => {})
  const failed = rejectionOf(connection.query('select sleep(5)'))
  await sleep(20)
  await act(admin, connection.threadId)
  const error = await failed
  connection.destroy()
  admin.destroy()
  return error
}

export async function provokeReset({ createConnection }: Module, { config }: MariaDb): Promise<unknown> {
  const relay = await openRelay(config.port)
  const connection = await createConnection({ ...config, port: relay.port })
  const failed = rejectionOf(connection.query('select sleep(5)'))
  await sleep(20)
  relay.cut('reset')
  const error = await failed
  await relay.close()
  return error
}

export async function provokeReply(module: Module, reply: MySqlError): Promise<unknown> {
  const stub = await openMySqlStub(reply)
  const address: MySqlAddress = { ...ANYBODY, port: stub.port }
  const error = await ask(module, address, 'select 1')
  await stub.close()
  return error
}

const ANYBODY = { host: '127.0.0.1', user: 'anybody', password: '', database: 'any' }

/** What becomes of one more who asks a pool for its only connection. */
export async function exhaust(
  { createPool }: Module,
  { config }: MariaDb,
  options: MySql.PoolOptions,
  askFor: (pool: MySql.Pool) => Promise<unknown> = (pool) => pool.getConnection(),
): Promise<unknown> {
  const pool = createPool({ ...config, ...options, connectionLimit: 1 })
  const taken = await pool.getConnection()
  const waiting = Promise.allSettled(options.queueLimit ? [pool.query('select 1')] : [])
  const error = await rejectionOf(askFor(pool))
  taken.release()
  await waiting
  await pool.end()
  return error
}
