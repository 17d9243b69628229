import { setTimeout as sleep } from 'node:timers/promises'
import { postgres } from '@sentry-presets/catalog'
import type * as PostgresJs from 'postgres'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp } from '../world/loopback.ts'
import { openPostgres, type Postgres, type PostgresAddress } from '../world/postgres.ts'
import { SCHEMA, SQL_STATE_CASES } from './sqlstate-cases.ts'
import { askThrough, type PostgresWorld } from './sqlstate-driver.ts'

interface World extends PostgresWorld {
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

export const postgresProof = defineProof<typeof PostgresJs, World>({
  library: postgres,
  against: 'a real PostgreSQL 18',
  modules: { postgres: () => import('postgres') },
  bundle: { entry: "export { default } from 'postgres'" },
  async open() {
    const server = await openPostgres()
    const sql = createSql(await import('postgres'), server.config)
    await sql.unsafe(SCHEMA)
    await sql.end()
    return { server, mute: await openTcp(() => {}) }
  },
  async close({ server, mute }) {
    await mute.close()
    await server.close()
  },
  cases: [
    ...askThrough(
      {
        name: 'postgres',
        serverError: 'postgres:PostgresError',
        connect,
        lost: { identity: 'postgres:Error#CONNECTION_CLOSED', rule: 'postgres/connection-lost' },
      },
      SQL_STATE_CASES,
    ),
    {
      name: 'keeps a query with too few parameters, which is a protocol violation',
      provoke: (module, { server }) =>
        withSql(module, server.config, (sql) => sql.unsafe('select $1::int + $2::int', [1])),
      identity: 'postgres:PostgresError#08P01',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['postgres/connection-exception'],
    },
    {
      name: 'holds back a query that the application called off',
      provoke: (module, { server }) =>
        withSleeping(module, server.config, (_, query) => {
          query.cancel()
          return query
        }),
      identity: 'postgres:PostgresError#57014',
      verdict: 'transient',
      rule: 'postgres/query-cancelled',
    },
    {
      name: 'holds back a query that the application called off before it was sent',
      provoke: (module, { server }) =>
        withSql(module, server.config, (sql) => {
          const query = sql`select 1`
          query.cancel()
          return query
        }),
      identity: 'postgres:Error#57014',
      verdict: 'transient',
      rule: 'postgres/query-cancelled',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a query whose connection is cut',
      provoke: (module, { server }) => provokeCut(module, server, 'close'),
      identity: 'postgres:Error#CONNECTION_CLOSED',
      verdict: 'transient',
      rule: 'postgres/connection-lost',
      nearMissOf: ['postgres/ended-on-shutdown'],
    },
    {
      name: 'holds back a query whose connection is reset',
      provoke: (module, { server }) => provokeCut(module, server, 'reset'),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a server that does not answer',
      provoke: (module, { server, mute }) =>
        withSql(module, { ...server.config, port: mute.port, connect_timeout: 0.02 }, (sql) => sql`select 1`),
      identity: 'postgres:Error#CONNECT_TIMEOUT',
      verdict: 'transient',
      rule: 'postgres/connection-timeout',
      nearMissOf: ['postgres/connection-lost'],
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { server }) =>
        withSql(module, { ...server.config, port: await findClosedPort() }, (sql) => sql`select 1`),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['postgres/connection-timeout'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { server }) =>
        withSql(module, { ...server.config, host: `${'x'.repeat(64)}.invalid` }, (sql) => sql`select 1`),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    ...(['running', 'shutdown'] as const).flatMap((phase) => {
      const verdict =
        phase === 'running'
          ? ({
              verdict: 'bug',
              rule: undefined,
              nearMissOf: ['postgres/ended-on-shutdown', 'postgres/connection-lost'],
            } as const)
          : ({ verdict: 'control-flow', rule: 'postgres/ended-on-shutdown' } as const)
      const how = phase === 'running' ? 'keeps' : 'holds back'
      const when = phase === 'running' ? 'while the process runs' : 'while the process stops'
      return [
        {
          name: `${how} a query on a client that was ended, ${when}`,
          provoke: provokeEnded,
          identity: 'postgres:Error#CONNECTION_ENDED',
          phase,
          ...verdict,
        },
        {
          name: `${how} a query that the end of its client did not wait for, ${when}`,
          provoke: provokeDestroyed,
          identity: 'postgres:Error#CONNECTION_DESTROYED',
          phase,
          ...verdict,
        },
      ]
    }),
    {
      name: 'keeps a query that is no tagged template',
      provoke: (module, { server }) =>
        // It is refused by the types, too.
        withSql(module, server.config, (sql) => (sql as unknown as (text: string) => Promise<unknown>)('x')),
      identity: 'postgres:Error#NOT_TAGGED_CALL',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['postgres/connection-lost'],
    },
    {
      name: 'keeps a value that is undefined',
      provoke: (module, { server }) =>
        // It is refused by the types, too.
        withSql(module, server.config, (sql) => sql`select ${undefined as unknown as null}`),
      identity: 'postgres:Error#UNDEFINED_VALUE',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a transaction that was begun on any connection of the pool',
      provoke: (module, { server }) =>
        withSql(module, { ...server.config, max: 2 }, (sql) => sql.unsafe('begin')),
      identity: 'postgres:Error#UNSAFE_TRANSACTION',
      verdict: 'bug',
      rule: undefined,
    },
    {
      // It shakes hands although the server said no, so that all it learns of it is a reset connection.
      name: 'takes a server without TLS, where TLS is asked for, for one that was reset',
      provoke: (module, { server }) =>
        withSql(module, { ...server.config, ssl: 'require' }, (sql) => sql`select 1`),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
  ],
})

type Options = PostgresAddress & PostgresJs.Options<Record<string, never>>

function createSql({ default: create }: typeof PostgresJs, options: Options): PostgresJs.Sql {
  return create({ max: 1, onnotice() {}, ...options })
}

async function connect(module: typeof PostgresJs, address: PostgresAddress) {
  const sql = createSql(module, address)
  await sql`select 1`
  return {
    query: (text: string) => sql.unsafe(text),
    end: () => sql.end({ timeout: 0 }),
  }
}

async function withSql(
  module: typeof PostgresJs,
  options: Options,
  work: (sql: PostgresJs.Sql) => Promise<unknown>,
): Promise<unknown> {
  const sql = createSql(module, options)
  const error = await rejectionOf(work(sql))
  await sql.end({ timeout: 0 })
  return error
}

/** Lets a query run for as long as it takes to do something to it. */
function withSleeping(
  module: typeof PostgresJs,
  options: Options,
  work: (sql: PostgresJs.Sql, query: PostgresJs.PendingQuery<PostgresJs.Row[]>) => Promise<unknown>,
): Promise<unknown> {
  return withSql(module, options, async (sql) => {
    await sql`select 1`
    const query = sql`select pg_sleep(5)`.execute()
    query.catch(() => {})
    await sleep(20)
    return work(sql, query)
  })
}

async function provokeCut(
  module: typeof PostgresJs,
  { config }: Postgres,
  how: 'close' | 'reset',
): Promise<unknown> {
  const relay = await openRelay(config.port)
  const error = await withSleeping(module, { ...config, port: relay.port }, (_, query) => {
    relay.cut(how)
    return query
  })
  await relay.close()
  return error
}

async function provokeEnded(module: typeof PostgresJs, { server }: World): Promise<unknown> {
  const sql = createSql(module, server.config)
  await sql.end()
  return rejectionOf(sql`select 1`)
}

async function provokeDestroyed(module: typeof PostgresJs, { server }: World): Promise<unknown> {
  return withSleeping(module, server.config, async (sql, query) => {
    await sql.end({ timeout: 0 })
    return query
  })
}
