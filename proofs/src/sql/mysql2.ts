import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { mysql2 } from '@sentry-presets/catalog'
import type * as MySql from 'mysql2/promise'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp } from '../world/loopback.ts'
import { type MariaDb, MOST_MYSQL_CONNECTIONS, type MySqlAddress, openMariaDb } from '../world/mariadb.ts'
import { type MySqlError, openMySqlStub } from '../world/mysql-stub.ts'

type Module = Pick<typeof MySql, 'createConnection' | 'createPool'>

interface World {
  readonly server: MariaDb
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

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
    {
      name: 'keeps a wrong password',
      provoke: ({ createConnection }, { server }) =>
        rejectionOf(createConnection({ ...server.config, password: 'wrong' })),
      identity: 'app:Error#ER_ACCESS_DENIED_ERROR',
      verdict: 'bug',
      rule: 'mysql2/authentication',
      nearMissOf: ['mysql2/too-many-connections'],
    },
    {
      name: 'keeps a database that does not exist',
      provoke: ({ createConnection }, { server }) =>
        rejectionOf(createConnection({ ...server.admin, database: 'nowhere' })),
      identity: 'app:Error#ER_BAD_DB_ERROR',
      verdict: 'bug',
      rule: 'mysql2/authentication',
    },
    {
      name: 'keeps a database that is not for this user',
      provoke: ({ createConnection }, { server }) =>
        rejectionOf(createConnection({ ...server.config, database: 'mysql' })),
      identity: 'app:Error#ER_DBACCESS_DENIED_ERROR',
      verdict: 'bug',
      rule: 'mysql2/authentication',
    },
    {
      name: 'keeps a table that the user may not read',
      provoke: (module, { server }) =>
        ask(module, { ...server.config, user: 'guest', password: 'guest' }, 'select * from item'),
      identity: 'app:Error#ER_TABLEACCESS_DENIED_ERROR',
      verdict: 'bug',
      rule: 'mysql2/authentication',
    },
    ...[
      { name: 'a table', sql: 'select * from nowhere', code: 'ER_NO_SUCH_TABLE' },
      { name: 'a column', sql: 'select nothing from item', code: 'ER_BAD_FIELD_ERROR' },
      { name: 'a function', sql: 'select shop.nothing()', code: 'ER_SP_DOES_NOT_EXIST' },
    ].map(
      ({ name, sql, code }): Case<Module, World> => ({
        name: `keeps a query of ${name} that does not exist`,
        provoke: (module, { server }) => ask(module, server.config, sql),
        identity: `app:Error#${code}`,
        verdict: 'bug',
        rule: 'mysql2/schema-mismatch',
        nearMissOf: ['mysql2/authentication'],
      }),
    ),
    {
      name: 'keeps a query that is not SQL',
      provoke: (module, { server }) => ask(module, server.config, 'selct 1'),
      identity: 'app:Error#ER_PARSE_ERROR',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/schema-mismatch'],
    },
    {
      name: 'keeps a row that is there already',
      provoke: (module, { server }) => ask(module, server.config, 'insert into item values (1, 0)'),
      identity: 'app:Error#ER_DUP_ENTRY',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/deadlock', 'mysql2/lock-timeout'],
    },
    {
      name: 'keeps a write to a server that only lets read, as a replica does',
      provoke: async (module, { server }) => {
        const admin = await module.createConnection(server.admin)
        await admin.query('set global read_only = 1')
        const error = await ask(module, server.config, 'update item set amount = 1')
        await admin.query('set global read_only = 0')
        await admin.end()
        return error
      },
      identity: 'app:Error#ER_OPTION_PREVENTS_STATEMENT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/connection-lost', 'mysql2/deadlock'],
    },
    {
      name: 'keeps a write in a transaction that only lets read',
      provoke: (module, { server }) =>
        ask(module, server.config, 'start transaction read only', 'update item set amount = 1'),
      identity: 'app:Error#ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/deadlock'],
    },
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
      name: 'holds back a server that says that it shuts down (a stub that speaks the protocol)',
      provoke: (module) =>
        provokeReply(module, {
          code: 1053,
          sqlState: '08S01',
          message: 'Server shutdown in progress',
        }),
      identity: 'app:Error#ER_SERVER_SHUTDOWN',
      verdict: 'transient',
      rule: 'mysql2/connection-lost',
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
      identity: 'app:Error#ETIMEDOUT',
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
      identity: 'app:Error#PROTOCOL_SEQUENCE_TIMEOUT',
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
      name: 'holds back a server without a free connection',
      async provoke({ createConnection }, { server }) {
        const attempts = Array.from({ length: MOST_MYSQL_CONNECTIONS + 1 }, () =>
          createConnection(server.config),
        )
        const error = await rejectionOf(Promise.all(attempts))
        for (const result of await Promise.allSettled(attempts)) {
          if (result.status === 'fulfilled') await result.value.end()
        }
        return error
      },
      identity: 'app:Error#ER_CON_COUNT_ERROR',
      verdict: 'transient',
      rule: 'mysql2/too-many-connections',
    },
    {
      name: 'keeps a limit that was set for this user alone',
      async provoke({ createConnection }, { server }) {
        const single = { ...server.config, user: 'single', password: 'single' }
        const first = await createConnection(single)
        const error = await rejectionOf(createConnection(single))
        await first.end()
        return error
      },
      identity: 'app:Error#ER_USER_LIMIT_REACHED',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mysql2/too-many-connections'],
    },
    {
      name: 'holds back a deadlock',
      provoke: (module, { server }) =>
        withConnections(module, server, async (one, two) => {
          await one.query('begin')
          await two.query('begin')
          await one.query('update item set amount = 1 where id = 1')
          await two.query('update item set amount = 2 where id = 2')
          return rejectionOf(
            Promise.all([
              one.query('update item set amount = 1 where id = 2'),
              two.query('update item set amount = 2 where id = 1'),
            ]),
          )
        }),
      identity: 'app:Error#ER_LOCK_DEADLOCK',
      verdict: 'transient',
      rule: 'mysql2/deadlock',
    },
    {
      name: 'holds back a row that somebody else has locked for too long',
      provoke: (module, { server }) =>
        withConnections(module, server, async (holder, other) => {
          await holder.query('begin')
          await holder.query('select * from item for update')
          await other.query('set innodb_lock_wait_timeout = 0')
          return rejectionOf(other.query('update item set amount = 1'))
        }),
      identity: 'app:Error#ER_LOCK_WAIT_TIMEOUT',
      verdict: 'transient',
      rule: 'mysql2/lock-timeout',
      nearMissOf: ['mysql2/deadlock'],
    },
    {
      name: 'holds back a query that was cancelled',
      provoke: (module, { server }) =>
        interrupt(module, server, (admin, id) => admin.query(`kill query ${id}`)),
      identity: 'app:Error#ER_QUERY_INTERRUPTED',
      verdict: 'transient',
      rule: 'mysql2/query-cancelled',
      nearMissOf: ['mysql2/connection-lost'],
    },
    {
      name: 'holds back a query that ran into its timeout (a stub that speaks the protocol)',
      provoke: (module) =>
        provokeReply(module, {
          code: 3024,
          sqlState: 'HY000',
          message: 'Query execution was interrupted, maximum statement execution time exceeded',
        }),
      identity: 'app:Error#ER_QUERY_TIMEOUT',
      verdict: 'transient',
      rule: 'mysql2/query-cancelled',
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

/** What the last of these statements fails with, or the connection. */
async function ask(
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

async function withConnections(
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
async function interrupt(
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

async function provokeReset({ createConnection }: Module, { config }: MariaDb): Promise<unknown> {
  const relay = await openRelay(config.port)
  const connection = await createConnection({ ...config, port: relay.port })
  const failed = rejectionOf(connection.query('select sleep(5)'))
  await sleep(20)
  relay.cut('reset')
  const error = await failed
  await relay.close()
  return error
}

async function provokeReply(module: Module, reply: MySqlError): Promise<unknown> {
  const stub = await openMySqlStub(reply)
  const address: MySqlAddress = { ...ANYBODY, port: stub.port }
  const error = await ask(module, address, 'select 1')
  await stub.close()
  return error
}

const ANYBODY = { host: '127.0.0.1', user: 'anybody', password: '', database: 'any' }

/** What becomes of one more who asks a pool for its only connection. */
async function exhaust(
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
