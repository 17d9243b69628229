import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from '@sentry-presets/catalog'
import type * as Drizzle from 'drizzle-orm'
import type * as NodePostgres from 'drizzle-orm/node-postgres'
import type * as PgCore from 'drizzle-orm/pg-core'
import type { Pool, PoolConfig } from 'pg'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openRelay } from '../world/loopback.ts'
import { openPostgres } from '../world/postgres.ts'
import type { PostgresWorld } from './sqlstate-driver.ts'

interface Module {
  readonly drizzle: typeof NodePostgres.drizzle
  readonly sql: typeof Drizzle.sql
  readonly pgTable: typeof PgCore.pgTable
  readonly integer: typeof PgCore.integer
  readonly Pool: typeof Pool
}

export const drizzleProof = defineProof<Module, PostgresWorld>({
  library: drizzle,
  against: 'a real PostgreSQL 18 through pg',
  modules: {
    'drizzle-orm': async () => ({
      ...(await import('drizzle-orm/node-postgres')),
      ...(await import('drizzle-orm/pg-core')),
      ...(await import('drizzle-orm')),
      ...(await import('pg')),
    }),
    'drizzle-orm-0.44': async () => ({
      ...(await import('drizzle-orm-0.44/node-postgres')),
      ...(await import('drizzle-orm-0.44/pg-core')),
      ...(await import('drizzle-orm-0.44')),
      ...(await import('pg')),
    }),
  },
  bundle: {
    entry: `
      export { drizzle } from 'drizzle-orm/node-postgres'
      export { pgTable, integer } from 'drizzle-orm/pg-core'
      export { sql } from 'drizzle-orm'
      export { Pool } from 'pg'
    `,
  },
  async open() {
    const server = await openPostgres()
    const { Pool } = await import('pg')
    const pool = new Pool(server.config)
    await pool.query('create table item (id int primary key, amount int); insert into item values (1, 0)')
    await pool.end()
    return { server }
  },
  close: ({ server }) => server.close(),
  cases: [
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) =>
          db.execute(module.sql`select pg_terminate_backend(pg_backend_pid())`),
        ),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'holds back a query that ran into its timeout',
      provoke: (module, { server }) =>
        fail(module, { ...server.config, statement_timeout: 20 }, (db) =>
          db.execute(module.sql`select pg_sleep(5)`),
        ),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:DatabaseError#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
    },
    {
      name: 'holds back a query whose connection is reset',
      async provoke(module, { server }) {
        const relay = await openRelay(server.config.port)
        const error = await fail(module, { ...server.config, port: relay.port }, async (db) => {
          await db.execute(module.sql`select 1`)
          const failed = rejectionOf(Promise.resolve(db.execute(module.sql`select pg_sleep(5)`)))
          await sleep(20)
          relay.cut('reset')
          throw await failed
        })
        await relay.close()
        return error
      },
      identity: 'drizzle:DrizzleQueryError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { server }) =>
        fail(module, { ...server.config, port: await findClosedPort() }, (db) =>
          db.execute(module.sql`select 1`),
        ),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a transaction for which the server is not there',
      provoke: async (module, { server }) =>
        fail(module, { ...server.config, port: await findClosedPort() }, (db) =>
          db.transaction((transaction) => transaction.execute(module.sql`select 1`)),
        ),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a pool without a free connection',
      provoke: (module, { server }) =>
        fail(module, { ...server.config, connectionTimeoutMillis: 200 }, (db) =>
          db.transaction(() => db.execute(module.sql`select 1`)),
        ),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) => {
          const nowhere = module.pgTable('nowhere', { id: module.integer() })
          return db.select().from(nowhere)
        }),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:DatabaseError#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
      nearMissOf: ['drizzle/rollback'],
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { server }) =>
        fail(module, { ...server.config, password: 'wrong' }, (db) => db.execute(module.sql`select 1`)),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a row that is there already',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) => {
          const item = module.pgTable('item', { id: module.integer(), amount: module.integer() })
          return db.insert(item).values({ id: 1, amount: 0 })
        }),
      identity: 'drizzle:DrizzleQueryError',
      decider: 'pg:DatabaseError#23505',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'holds back a transaction that the application took back',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) => db.transaction(async (transaction) => transaction.rollback())),
      identity: 'drizzle:TransactionRollbackError',
      verdict: 'expected',
      rule: 'drizzle/rollback',
    },
    {
      name: 'keeps the error for which a transaction was taken back',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) =>
          db.transaction(() => Promise.reject(new TypeError('x is not a function'))),
        ),
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['drizzle/rollback'],
    },
    {
      name: 'keeps a query that was built without values',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) => {
          const item = module.pgTable('item', { id: module.integer() })
          return db.insert(item).values([])
        }),
      identity: 'drizzle:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['drizzle/rollback'],
    },
    {
      name: 'keeps a placeholder for which there is no value',
      provoke: (module, { server }) =>
        fail(module, server.config, (db) =>
          db.execute(module.sql`select ${module.sql.placeholder('id')}::int`),
        ),
      identity: 'drizzle:Error',
      verdict: 'bug',
      rule: undefined,
    },
  ],
})

async function fail(
  { drizzle: create, Pool }: Module,
  config: PoolConfig,
  work: (db: NodePostgres.NodePgDatabase) => PromiseLike<unknown>,
): Promise<unknown> {
  const pool = new Pool({ max: 1, ...config }).on('error', () => {})
  const error = await rejectionOf(async () => work(create(pool)))
  await pool.end()
  return error
}
