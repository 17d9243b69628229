import { once } from 'node:events'
import { mysql2 } from '@sentry-presets/catalog'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openTcp } from '../world/loopback.ts'
import { openMariaDb } from '../world/mariadb.ts'
import { ask, exhaust, interrupt, type Module, provokeReset, type World } from './mysql2-provoke.ts'
import { SERVER_CASES } from './mysql2-server-cases.ts'

export const mysql2Proof = defineProof<Module, World>({
  library: mysql2,
  against: 'a real MariaDB 10.11',
  needs: 'mariadbd',
  modules: { mysql2: () => import('mysql2/promise') },
  bundle: {
    entry: "import mysql from 'mysql2/promise'; export const { createConnection, createPool } = mysql",
  },
  async open() {
    const server = await openMariaDb()
    const { createPool } = await import('mysql2/promise')
    const pool = createPool(server.config)
    await pool.query('create table item (id int primary key, amount int)')
    await pool.query('insert into item values (1, 0), (2, 0)')
    await pool.end()
    const admin = createPool(server.admin)
    await admin.query("create user guest@'%' identified by 'guest'")
    await admin.query('grant insert on shop.item to guest')
    await admin.query("create user single@'%' identified by 'single' with max_user_connections 1")
    await admin.query('grant all on shop.* to single')
    await admin.end()
    return { server, mute: await openTcp(() => {}) }
  },
  async close({ server, mute }) {
    await mute.close()
    await server.close()
  },
  cases: [
    ...SERVER_CASES,
    {
      name: 'holds back a query whose connection was killed',
      provoke: (module, { server }) => interrupt(module, server, (admin, id) => admin.query(`kill ${id}`)),
      identity: 'app:Error#PROTOCOL_CONNECTION_LOST',
      verdict: 'transient',
      rule: 'mysql2/connection-lost',
    },
    {
      name: 'holds back a query that a restart ended',
      provoke: (module, { server }) => interrupt(module, server, () => server.restart()),
      identity: 'app:Error#PROTOCOL_CONNECTION_LOST',
      verdict: 'transient',
      rule: 'mysql2/connection-lost',
    },
    {
      name: 'holds back an idle connection that a restart ended',
      async provoke({ createConnection }, { server }) {
        const connection = await createConnection(server.config)
        const failed = rejectionOf(once(connection, 'nothing'))
        await server.restart()
        return failed
      },
      identity: 'app:Error#PROTOCOL_CONNECTION_LOST',
      verdict: 'transient',
      rule: 'mysql2/connection-lost',
    },
    {
      name: 'holds back a query whose connection is reset',
      provoke: (module, { server }) => provokeReset(module, server),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a query on a connection that was lost before, since it was never made anew',
      async provoke({ createConnection }, { server }) {
        const connection = await createConnection(server.config)
        connection.on('error', () => {})
        connection.destroy()
        return rejectionOf(connection.query('select 1'))
      },
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/connection-lost', 'mysql2/ended-on-shutdown'],
    },
    {
      name: 'holds back a server that does not answer',
      provoke: (module, { server, mute }) =>
        ask(module, { ...server.config, port: mute.port, connectTimeout: 20 }, 'select 1'),
      identity: 'mysql2:Error#ETIMEDOUT',
      verdict: 'transient',
      rule: 'mysql2/connection-timeout',
    },
    {
      name: 'keeps an answer that the client did not wait for',
      async provoke({ createConnection }, { server }) {
        const connection = await createConnection(server.config)
        const error = await rejectionOf(connection.query({ sql: 'select sleep(5)', timeout: 20 }))
        connection.destroy()
        return error
      },
      identity: 'mysql2:Error#PROTOCOL_SEQUENCE_TIMEOUT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/query-cancelled', 'mysql2/connection-timeout'],
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { server }) =>
        ask(module, { ...server.config, port: await findClosedPort() }, 'select 1'),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['mysql2/connection-timeout'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { server }) =>
        ask(module, { ...server.config, host: `${'x'.repeat(64)}.invalid` }, 'select 1'),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'holds back a pool in which nobody more may wait',
      provoke: (module, { server }) => exhaust(module, server, { queueLimit: 1 }),
      identity: 'mysql2:Error',
      verdict: 'transient',
      rule: 'mysql2/pool-exhausted',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool in which nobody may wait',
      provoke: (module, { server }) => exhaust(module, server, { waitForConnections: false }),
      identity: 'mysql2:Error',
      verdict: 'transient',
      rule: 'mysql2/pool-exhausted',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a query in a pool in which nobody may wait, which has the stack of the application',
      provoke: (module, { server }) =>
        exhaust(module, server, { waitForConnections: false }, (pool) => pool.query('select 1')),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/pool-exhausted'],
    },
    ...(['running', 'shutdown'] as const).flatMap((phase): readonly Case<Module, World>[] => {
      const isStopping = phase === 'shutdown'
      const how = isStopping ? 'holds back' : 'keeps'
      const when = isStopping ? 'while the process stops' : 'while the process runs'
      const judged = isStopping
        ? ({ verdict: 'control-flow', rule: 'mysql2/ended-on-shutdown', phase } as const)
        : ({ verdict: 'bug', rule: undefined, nearMissOf: ['mysql2/ended-on-shutdown'] } as const)
      return [
        {
          name: `${how} a query on a pool that was ended, ${when}`,
          async provoke({ createPool }, { server }) {
            const pool = createPool(server.config)
            await pool.end()
            return rejectionOf(pool.query('select 1'))
          },
          identity: 'app:Error',
          ...judged,
        },
        {
          name: `${how} a query on a connection that was ended, ${when}`,
          async provoke({ createConnection }, { server }) {
            const connection = await createConnection(server.config)
            await connection.end()
            return rejectionOf(connection.query('select 1'))
          },
          identity: 'app:Error',
          ...judged,
        },
      ]
    }),
    {
      name: 'keeps a server without TLS where TLS is asked for',
      provoke: (module, { server }) => ask(module, { ...server.config, ssl: {} }, 'select 1'),
      identity: 'app:Error#HANDSHAKE_NO_SSL_SUPPORT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/connection-lost'],
    },
  ],
})
