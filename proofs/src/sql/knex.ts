import { setTimeout as sleep } from 'node:timers/promises'
import { knex } from '@sentry-presets/catalog'
import type { Knex, knex as createKnex } from 'knex'
import { BUNDLE, type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp } from '../world/loopback.ts'
import { openPostgres, type Postgres } from '../world/postgres.ts'

interface Module {
  readonly knex: typeof createKnex
}

interface World {
  readonly server: Postgres
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

export const knexProof = defineProof<Module, World>({
  library: knex,
  against: 'a real PostgreSQL 18 through pg',
  modules: { knex: () => import('knex'), 'knex-2': () => import('knex-2') },
  bundle: { entry: "export { knex } from 'knex'" },
  async open() {
    const server = await openPostgres()
    const module = await import('knex')
    await withDatabase(module, { connection: server.config }, async (db) => {
      await db.raw('create table item (id int primary key, amount int)')
      await db.raw('insert into item values (1, 0), (2, 0)')
    })
    return { server, mute: await openTcp(() => {}) }
  },
  async close({ server, mute }) {
    await mute.close()
    await server.close()
  },
  cases: [
    {
      name: 'holds back a pool without a free connection',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config, acquireConnectionTimeout: 50 }, async (db) => {
          const transaction = await db.transaction()
          const error = await rejectionOf(db('item'))
          await transaction.rollback()
          throw error
        }),
      identity: 'knex:KnexTimeoutError',
      verdict: 'transient',
      rule: 'knex/pool-timeout',
    },
    {
      name: 'holds back a server that does not answer, which reads like a full pool',
      provoke: (module, { server, mute }) =>
        fail(
          module,
          {
            connection: { ...server.config, port: mute.port, connectionTimeoutMillis: 100 },
            acquireConnectionTimeout: 50,
          },
          (db) => db('item'),
        ),
      identity: 'knex:KnexTimeoutError',
      verdict: 'transient',
      rule: 'knex/pool-timeout',
    },
    {
      name: 'keeps a wrong password that the pool tried until its time was over',
      provoke: tryWrongPassword,
      only: ['knex', BUNDLE],
      identity: 'knex:KnexTimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['knex/pool-timeout'],
    },
    {
      // Knex 2 does not tell why.
      name: 'takes a wrong password, where the pool tried it until its time was over, for a full pool',
      provoke: tryWrongPassword,
      only: ['knex-2'],
      identity: 'knex:KnexTimeoutError',
      verdict: 'transient',
      rule: 'knex/pool-timeout',
    },
    {
      name: 'keeps a query that the client did not wait for',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config }, (db) =>
          db.select(db.raw('pg_sleep(5)')).timeout(20, { cancel: true }),
        ),
      identity: 'knex:KnexTimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['knex/pool-timeout'],
    },
    {
      name: 'holds back a query that the server ended in time',
      provoke: (module, { server }) =>
        fail(module, { connection: { ...server.config, statement_timeout: 20 } }, (db) =>
          db.select(db.raw('pg_sleep(5)')),
        ),
      identity: 'pg:DatabaseError#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
      nearMissOf: ['knex/pool-timeout'],
    },
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config }, (db) =>
          db.select(db.raw('pg_terminate_backend(pg_backend_pid())')),
        ),
      identity: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'holds back a query whose connection is cut',
      provoke: provokeCut,
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { server }) =>
        fail(module, { connection: { ...server.config, port: await findClosedPort() } }, (db) => db('item')),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['knex/pool-timeout'],
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { server }) =>
        fail(module, { connection: { ...server.config, password: 'wrong' } }, (db) => db('item')),
      identity: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
      nearMissOf: ['knex/pool-timeout'],
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { server }) => fail(module, { connection: server.config }, (db) => db('nowhere')),
      identity: 'pg:DatabaseError#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a row that is there already',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config }, (db) => db('item').insert({ id: 1, amount: 0 })),
      identity: 'pg:DatabaseError#23505',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a value that is undefined',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config }, (db) => db('item').where({ id: undefined })),
      identity: 'knex:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['knex/ended-on-shutdown'],
    },
    {
      name: 'keeps a query in a transaction that is over',
      provoke: (module, { server }) =>
        fail(module, { connection: server.config }, async (db) => {
          const transaction = await db.transaction()
          await transaction.commit()
          await transaction('item')
        }),
      identity: 'knex:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['knex/ended-on-shutdown'],
    },
    ...(['running', 'shutdown'] as const).flatMap((phase): readonly Case<Module, World>[] => {
      const isStopping = phase === 'shutdown'
      const how = isStopping ? 'holds back' : 'keeps'
      const when = isStopping ? 'while the process stops' : 'while the process runs'
      const judged = isStopping
        ? ({
            verdict: 'control-flow',
            rule: 'knex/ended-on-shutdown',
            phase,
            inBundle: 'cannot tell',
          } as const)
        : ({ verdict: 'bug', rule: undefined, nearMissOf: ['knex/ended-on-shutdown'] } as const)
      return [
        {
          name: `${how} a query after the pool was destroyed, ${when}`,
          provoke: (module, { server }) =>
            fail(module, { connection: server.config }, async (db) => {
              await db.destroy()
              await db('item')
            }),
          identity: 'knex:Error',
          ...judged,
        },
        {
          name: `${how} a query that waited for a connection when the pool was destroyed, ${when}`,
          provoke: provokeAborted,
          identity: 'knex:Error',
          ...judged,
        },
      ]
    }),
  ],
})

interface Options extends Knex.Config {
  readonly connection: Knex.PgConnectionConfig
}

/** It says in the console what it throws as well. */
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} }

async function withDatabase(
  module: Module,
  options: Options,
  work: (db: Knex) => Promise<unknown>,
): Promise<unknown> {
  // It hides the password in the very object that it is given.
  const connection = { ...options.connection }
  const db = module.knex({ client: 'pg', pool: { min: 0, max: 1 }, log: SILENT, ...options, connection })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

function fail(module: Module, options: Options, work: (db: Knex) => PromiseLike<unknown>): Promise<unknown> {
  return rejectionOf(withDatabase(module, options, async (db) => work(db)))
}

function tryWrongPassword(module: Module, { server }: World): Promise<unknown> {
  const pool = { min: 0, max: 1, propagateCreateError: false, createRetryIntervalMillis: 10 }
  const connection = { ...server.config, password: 'wrong' }
  return fail(module, { connection, pool, acquireConnectionTimeout: 60 }, (db) => db('item'))
}

async function provokeCut(module: Module, { server }: World): Promise<unknown> {
  const relay = await openRelay(server.config.port)
  const connection = { ...server.config, port: relay.port }
  const error = await fail(module, { connection }, async (db) => {
    await db('item')
    const failed = rejectionOf(db.select(db.raw('pg_sleep(5)')).then())
    await sleep(20)
    relay.cut('close')
    throw await failed
  })
  await relay.close()
  return error
}

/** The pool waits for the connection in use, but gives up who waits for another. */
async function provokeAborted(module: Module, { server }: World): Promise<unknown> {
  return fail(module, { connection: server.config }, async (db) => {
    const transaction = await db.transaction()
    const waiting = rejectionOf(db('item').then())
    const destroyed = db.destroy()
    await transaction.rollback()
    await destroyed
    throw await waiting
  })
}
