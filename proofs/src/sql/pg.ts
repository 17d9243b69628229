import { pg } from '@sentry-presets/catalog'
import type * as Pg from 'pg'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { type Endpoint, findClosedPort, openTcp } from '../world/loopback.ts'
import { openPostgres } from '../world/postgres.ts'
import {
  connect,
  createPool,
  createSocketToSeveralAddresses,
  cutIdle,
  loseIdle,
  provokeCut,
  provokeEnd,
  provokeEndedPool,
  provokeIdleTransaction,
  queryWith,
} from './pg-provoke.ts'
import { SCHEMA, SQL_STATE_CASES } from './sqlstate-cases.ts'
import { askThrough, type PostgresWorld } from './sqlstate-driver.ts'

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
    ...askThrough({ name: 'pg', serverError: 'pg:DatabaseError', connect }, SQL_STATE_CASES),
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
      rule: 'pg/client-broken',
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
      nearMissOf: ['pg/client-broken', 'pg/connection-lost', 'pg/client-ended-on-shutdown'],
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
