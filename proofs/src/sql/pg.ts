import { once } from 'node:events'
import { Socket } from 'node:net'
import { pg } from '@sentry-presets/catalog'
import type * as Pg from 'pg'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp, resolvesTo } from '../world/loopback.ts'
import { openPostgres, type Postgres } from '../world/postgres.ts'
import { createSqlStateCases, type PostgresWorld, SCHEMA } from './sqlstate-cases.ts'

interface World extends PostgresWorld {
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

export const pgProof = defineProof<typeof Pg, World>({
  library: pg,
  against: 'a real PostgreSQL 18',
  modules: { pg: () => import('pg') },
  bundle: { entry: "export * from 'pg'" },
  async open() {
    const server = await openPostgres()
    const pool = createPool(await import('pg'), server.config)
    await pool.query(SCHEMA)
    await pool.end()
    return { server, mute: await openTcp(() => {}) }
  },
  async close({ server, mute }) {
    await mute.close()
    await server.close()
  },
  cases: [
    ...createSqlStateCases<typeof Pg>({ name: 'pg', serverError: 'pg:DatabaseError', connect }),
    {
      name: 'keeps a query with too few parameters, which is a protocol violation',
      provoke: (module, { server }) =>
        queryWith(module, server.config, { text: 'select $1::int + $2::int', values: [1] }),
      identity: 'pg:DatabaseError#08P01',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'holds back an idle connection that a restart ended',
      provoke: (module, { server }) => loseIdle(module, server.config, () => server.restart()),
      identity: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'holds back an idle connection that is cut',
      provoke: (module, { server }) => cutIdle(module, server, 'close'),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back an idle connection that is reset',
      provoke: (module, { server }) => cutIdle(module, server, 'reset'),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a transaction that was left open for too long',
      provoke: provokeIdleTransaction,
      identity: 'pg:DatabaseError#25P03',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/server-restart', 'pg/query-cancelled'],
    },
    {
      name: 'keeps an answer that the client did not wait for',
      provoke: (module, { server }) =>
        queryWith(module, { ...server.config, query_timeout: 20 }, 'select pg_sleep(0.1)'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/query-cancelled', 'pg/connection-timeout'],
    },
    {
      name: 'holds back a query whose connection is cut',
      provoke: (module, { server }) => provokeCut(module, server, 'close', ({ query }) => query),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a query whose connection is reset',
      provoke: (module, { server }) => provokeCut(module, server, 'reset', ({ query }) => query),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back the next query of a client whose connection was cut',
      provoke: (module, { server }) =>
        provokeCut(module, server, 'close', ({ client }) => client.query('select 1')),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a client that was ended under its query',
      provoke: (module, { server }) => provokeEnd(module, server, 'before'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost', 'pg/client-ended-on-shutdown'],
    },
    {
      name: 'keeps a query on a client that was ended',
      provoke: (module, { server }) => provokeEnd(module, server, 'after'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost', 'pg/client-ended-on-shutdown'],
    },
    {
      name: 'holds back a client that was ended under its query, while the process stops',
      provoke: (module, { server }) => provokeEnd(module, server, 'before'),
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/client-ended-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a query on a client that was ended, while the process stops',
      provoke: (module, { server }) => provokeEnd(module, server, 'after'),
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/client-ended-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool without a free connection',
      async provoke(module, { server }) {
        const pool = createPool(module, { ...server.config, max: 1, connectionTimeoutMillis: 200 })
        const taken = await pool.connect()
        const error = await rejectionOf(pool.query('select 1'))
        taken.release()
        await pool.end()
        return error
      },
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool whose server does not answer',
      provoke: (module, { server, mute }) =>
        queryWith(module, { ...server.config, port: mute.port, connectionTimeoutMillis: 20 }),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      nearMissOf: ['pg/connection-lost'],
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a client whose server does not answer',
      provoke: ({ Client }, { mute }) =>
        rejectionOf(
          new Client({ host: '127.0.0.1', port: mute.port, connectionTimeoutMillis: 20 }).connect(),
        ),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { server }) =>
        queryWith(module, { ...server.config, port: await findClosedPort() }),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'holds back a server that is at none of its addresses',
      provoke: async (module, { server }) =>
        queryWith(module, {
          ...server.config,
          port: await findClosedPort(),
          stream: createSocketToSeveralAddresses,
        }),
      identity: 'pg:AggregateError#ECONNREFUSED',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { server }) =>
        queryWith(module, { ...server.config, host: `${'x'.repeat(64)}.invalid` }),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['pg/connection-timeout'],
    },
    {
      name: 'holds back a query on a pool that was ended, while the process stops',
      provoke: provokeEndedPool,
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/pool-ended-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a query on a pool that was ended while the process runs',
      provoke: provokeEndedPool,
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/pool-ended-on-shutdown'],
    },
    {
      name: 'keeps a server without TLS where TLS is asked for',
      provoke: (module, { server }) => queryWith(module, { ...server.config, ssl: true }),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost'],
    },
  ],
})

/** A pool that takes the loss of an idle connection quietly, as every app's should. */
function createPool({ Pool }: typeof Pg, config: Pg.PoolConfig): Pg.Pool {
  return new Pool({ max: 2, ...config }).on('error', () => {})
}

/** One connection of a pool. */
async function connect(module: typeof Pg, config: Pg.PoolConfig) {
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

async function queryWith(
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
async function loseIdle(
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

async function cutIdle(module: typeof Pg, { config }: Postgres, how: 'close' | 'reset'): Promise<unknown> {
  const relay = await openRelay(config.port)
  const error = await loseIdle(module, { ...config, port: relay.port }, () => relay.cut(how))
  await relay.close()
  return error
}

async function provokeIdleTransaction(module: typeof Pg, { server }: World): Promise<unknown> {
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
function createSocketToSeveralAddresses(): Socket {
  return new (class extends Socket {
    override connect(port: unknown) {
      return super.connect({ port: Number(port), host: 'several', ...resolvesTo('127.0.0.1', '127.0.0.3') })
    }
  })()
}

async function provokeCut(
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

async function provokeEnd(
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

async function provokeEndedPool(module: typeof Pg, { server }: World): Promise<unknown> {
  const pool = createPool(module, server.config)
  await pool.end()
  return rejectionOf(pool.query('select 1'))
}
