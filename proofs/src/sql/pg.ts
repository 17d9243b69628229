import { once } from 'node:events'
import { Socket } from 'node:net'
import pgModule, { type Pool, type PoolClient, type PoolConfig } from 'pg'
import { pg } from '@sentry-presets/catalog'
import { importBundled } from '../world/bundle.ts'
import { type Endpoint, findClosedPort, openRelay, openTcp, resolvesTo } from '../world/loopback.ts'
import { MOST_CONNECTIONS, openPostgres, type Postgres } from '../world/postgres.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

interface World {
  readonly server: Postgres
  readonly pool: Pool
  /** pg as in an application that is shipped as one minified file. */
  readonly bundled: typeof pgModule
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

export const pgProof = defineProof<World>({
  library: pg,
  async open() {
    const server = await openPostgres()
    const pool = createPool(server.config)
    await pool.query(`
      create role guest login password 'guest';
      create role locked nologin password 'locked';
      create table item (id int primary key, amount int);
      insert into item values (1, 0), (2, 0);
    `)
    const { pg: bundled } = await importBundled("export { default as pg } from 'pg'")
    // It is the same source.
    return { server, pool, bundled: bundled as typeof pgModule, mute: await openTcp(() => {}) }
  },
  async close({ server, pool, mute }) {
    await pool.end()
    await mute.close()
    await server.close()
  },
  cases: [
    {
      name: 'keeps a wrong password',
      provoke: ({ server }) => queryWith({ ...server.config, password: 'wrong' }),
      identity: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a role that may not log in',
      provoke: ({ server }) => queryWith({ ...server.config, user: 'locked', password: 'locked' }),
      identity: 'pg:DatabaseError#28000',
      verdict: 'bug',
      rule: 'pg/authentication',
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'keeps a database that does not exist',
      provoke: ({ server }) => queryWith({ ...server.config, database: 'nowhere' }),
      identity: 'pg:DatabaseError#3D000',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a table that the role may not read',
      provoke: ({ server }) =>
        queryWith({ ...server.config, user: 'guest', password: 'guest' }, 'select * from item'),
      identity: 'pg:DatabaseError#42501',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a query of a table that does not exist',
      provoke: ({ pool }) => rejectionOf(pool.query('select * from nowhere')),
      identity: 'pg:DatabaseError#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
      nearMissOf: ['pg/authentication'],
    },
    {
      name: 'keeps a query of a column that does not exist',
      provoke: ({ pool }) => rejectionOf(pool.query('select nothing from item')),
      identity: 'pg:DatabaseError#42703',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a call of a function that does not exist',
      provoke: ({ pool }) => rejectionOf(pool.query('select nothing()')),
      identity: 'pg:DatabaseError#42883',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a query that is not SQL',
      provoke: ({ pool }) => rejectionOf(pool.query('selct 1')),
      identity: 'pg:DatabaseError#42601',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/schema-mismatch'],
    },
    {
      name: 'keeps a row that is there already',
      provoke: ({ pool }) => rejectionOf(pool.query('insert into item values (1, 0)')),
      identity: 'pg:DatabaseError#23505',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/conflict'],
    },
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: ({ pool }) => rejectionOf(pool.query('select pg_terminate_backend(pg_backend_pid())')),
      identity: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'holds back an idle connection that a restart ended',
      provoke: provokeRestart,
      identity: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'holds back a server that is shutting down and takes nobody',
      provoke: provokeShutdown,
      identity: 'pg:DatabaseError#57P03',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'keeps a transaction that was left open for too long',
      provoke: ({ server }) => provokeIdleTransaction(server),
      identity: 'pg:DatabaseError#25P03',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/server-restart', 'pg/query-cancelled'],
    },
    {
      name: 'holds back what a pooler says that lost its server (a stub that speaks the protocol)',
      provoke: () => provokeReply({ S: 'FATAL', C: '08006', M: 'server closed the connection' }),
      identity: 'pg:DatabaseError#08006',
      verdict: 'transient',
      rule: 'pg/connection-exception',
    },
    {
      name: 'keeps a query with too few parameters, which is a protocol violation',
      provoke: ({ pool }) => rejectionOf(pool.query('select $1::int + $2::int', [1])),
      identity: 'pg:DatabaseError#08P01',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'keeps a foreign server that the database cannot reach',
      provoke: async ({ pool }) => {
        await pool.query('create extension if not exists dblink')
        return rejectionOf(
          pool.query(`select dblink_connect('host=127.0.0.1 port=${await findClosedPort()}')`),
        )
      },
      identity: 'pg:DatabaseError#08001',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'holds back a server without a free connection',
      provoke: provokeTooManyConnections,
      identity: 'pg:DatabaseError#53300',
      verdict: 'transient',
      rule: 'pg/too-many-connections',
    },
    {
      name: 'keeps a limit of the configuration that a query runs into',
      provoke: ({ server }) =>
        withClients(server, 1, async ([client]) => {
          await client.query("set temp_file_limit = '64kB'; set work_mem = '64kB'")
          return rejectionOf(client.query('select n from generate_series(1, 100000) n order by random()'))
        }),
      identity: 'pg:DatabaseError#53400',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/too-many-connections'],
    },
    {
      name: 'holds back a deadlock',
      provoke: ({ server }) => provokeDeadlock(server),
      identity: 'pg:DatabaseError#40P01',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'holds back a transaction that saw old rows',
      provoke: ({ server }) => provokeOldRows(server),
      identity: 'pg:DatabaseError#40001',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'holds back a row that somebody else has locked',
      provoke: ({ server }) =>
        withClients(server, 2, async ([holder, other]) => {
          await holder.query('begin; select * from item for update')
          return rejectionOf(other.query('select * from item for update nowait'))
        }),
      identity: 'pg:DatabaseError#55P03',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'keeps a query in a transaction that has already failed',
      provoke: ({ server }) =>
        withClients(server, 1, async ([client]) => {
          await rejectionOf(client.query('begin; select nothing'))
          return rejectionOf(client.query('select 1'))
        }),
      identity: 'pg:DatabaseError#25P02',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/conflict'],
    },
    {
      name: 'holds back a query that ran into its timeout',
      provoke: ({ server }) => queryWith({ ...server.config, statement_timeout: 20 }, 'select pg_sleep(5)'),
      identity: 'pg:DatabaseError#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
    },
    {
      name: 'keeps an answer that the client did not wait for',
      provoke: ({ server }) => queryWith({ ...server.config, query_timeout: 20 }, 'select pg_sleep(0.1)'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/query-cancelled', 'pg/connection-timeout'],
    },
    {
      name: 'holds back a query whose connection is cut',
      provoke: ({ server }) => provokeCut(server, 'close', ({ query }) => query),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
    },
    {
      name: 'holds back a query whose connection is reset',
      provoke: ({ server }) => provokeCut(server, 'reset', ({ query }) => query),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back the next query of a client whose connection was cut',
      provoke: ({ server }) => provokeCut(server, 'close', ({ client }) => client.query('select 1')),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
    },
    {
      name: 'keeps a client that was ended under its query',
      provoke: ({ server }) => provokeEnd(server, 'before'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost', 'pg/client-ended-on-shutdown'],
    },
    {
      name: 'keeps a query on a client that was ended',
      provoke: ({ server }) => provokeEnd(server, 'after'),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost', 'pg/client-ended-on-shutdown'],
    },
    {
      name: 'holds back a client that was ended under its query, while the process stops',
      provoke: ({ server }) => provokeEnd(server, 'before'),
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/client-ended-on-shutdown',
      phase: 'shutdown',
    },
    {
      name: 'holds back a query on a client that was ended, while the process stops',
      provoke: ({ server }) => provokeEnd(server, 'after'),
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/client-ended-on-shutdown',
      phase: 'shutdown',
    },
    {
      name: 'holds back a pool without a free connection',
      provoke: async ({ server }) => {
        const pool = createPool({ ...server.config, max: 1, connectionTimeoutMillis: 200 })
        const taken = await pool.connect()
        const error = await rejectionOf(pool.query('select 1'))
        taken.release()
        await pool.end()
        return error
      },
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
    },
    {
      name: 'holds back a pool whose server does not answer',
      provoke: ({ server, mute }) =>
        queryWith({ ...server.config, port: mute.port, connectionTimeoutMillis: 20 }),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      nearMissOf: ['pg/connection-lost'],
    },
    {
      name: 'holds back a client whose server does not answer',
      provoke: ({ mute }) =>
        rejectionOf(
          new pgModule.Client({ host: '127.0.0.1', port: mute.port, connectionTimeoutMillis: 20 }).connect(),
        ),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async ({ server }) => queryWith({ ...server.config, port: await findClosedPort() }),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['pg/connection-exception'],
    },
    {
      name: 'holds back a server that is at none of its addresses',
      provoke: async ({ server }) =>
        queryWith({ ...server.config, port: await findClosedPort(), stream: createSocketToSeveralAddresses }),
      identity: 'pg:AggregateError#ECONNREFUSED',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: ({ server }) => queryWith({ ...server.config, host: `${'x'.repeat(64)}.invalid` }),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['pg/connection-timeout'],
    },
    {
      name: 'holds back an ended session from a bundle',
      provoke: ({ server, bundled }) =>
        queryWith({ ...server.config, Pool: bundled.Pool }, 'select pg_terminate_backend(pg_backend_pid())'),
      identity: /^pg:\w{1,3}#57P01$/,
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'keeps a table that does not exist from a bundle',
      provoke: ({ server, bundled }) =>
        queryWith({ ...server.config, Pool: bundled.Pool }, 'select * from nowhere'),
      identity: /^pg:\w{1,3}#42P01$/,
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a pool without a free connection from a bundle, of which nothing tells that it is pg',
      provoke: ({ mute, bundled }) =>
        queryWith({
          host: '127.0.0.1',
          port: mute.port,
          connectionTimeoutMillis: 20,
          Pool: bundled.Pool,
        }),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-timeout'],
    },
    {
      name: 'holds back a query on a pool that was ended, while the process stops',
      provoke: provokeEndedPool,
      identity: 'pg:Error',
      verdict: 'control-flow',
      rule: 'pg/pool-ended-on-shutdown',
      phase: 'shutdown',
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
      provoke: ({ server }) => queryWith({ ...server.config, ssl: true }),
      identity: 'pg:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/connection-lost'],
    },
  ],
})

interface Config extends PoolConfig {
  readonly Pool?: typeof pgModule.Pool
}

/** A pool that takes the loss of an idle connection quietly, as every app's should. */
function createPool({ Pool = pgModule.Pool, ...config }: Config): Pool {
  return new Pool({ max: 2, ...config }).on('error', () => {})
}

async function queryWith(config: Config, query = 'select 1'): Promise<unknown> {
  const pool = createPool(config)
  const error = await rejectionOf(pool.query(query))
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

type Clients = readonly [PoolClient, PoolClient, ...PoolClient[]]

async function withClients(
  { config }: Postgres,
  count: number,
  work: (clients: Clients) => Promise<unknown>,
): Promise<unknown> {
  const pool = createPool({ ...config, max: count })
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()))
  for (const client of clients) client.on('error', () => {})
  const result = await work(clients as unknown as Clients) // nobody asks for more clients than `count`
  for (const client of clients) client.release(true)
  await pool.end()
  return result
}

async function provokeRestart({ server, pool }: World): Promise<unknown> {
  await pool.query('select 1')
  const failed = rejectionOf(once(pool, 'nothing'))
  await server.restart()
  return failed
}

async function provokeShutdown({ server, pool }: World): Promise<unknown> {
  const last = await pool.connect()
  await server.startToShutDown()
  const error = await queryWith(server.config)
  last.release(true)
  await server.startAgain()
  return error
}

function provokeIdleTransaction(server: Postgres): Promise<unknown> {
  return withClients(server, 1, async ([client]) => {
    const failed = rejectionOf(once(client, 'nothing'))
    await client.query("set idle_in_transaction_session_timeout = '20ms'; begin")
    return failed
  })
}

async function provokeTooManyConnections({ server }: World): Promise<unknown> {
  const pool = createPool({ ...server.config, max: MOST_CONNECTIONS + 1 })
  const clients = Array.from({ length: MOST_CONNECTIONS + 1 }, () => pool.connect())
  const error = await rejectionOf(Promise.all(clients))
  for (const result of await Promise.allSettled(clients)) {
    if (result.status === 'fulfilled') result.value.release(true)
  }
  await pool.end()
  return error
}

/** Two transactions take the same two rows, each the other's first one. */
function provokeDeadlock(server: Postgres): Promise<unknown> {
  return withClients(server, 2, async ([one, two]) => {
    await one.query('begin; update item set amount = 1 where id = 1')
    await two.query('begin; update item set amount = 2 where id = 2')
    return rejectionOf(
      Promise.all([
        one.query('update item set amount = 1 where id = 2; commit'),
        two.query('update item set amount = 2 where id = 1; commit'),
      ]),
    )
  })
}

function provokeOldRows(server: Postgres): Promise<unknown> {
  return withClients(server, 2, async ([one, two]) => {
    await one.query('begin isolation level repeatable read; select * from item')
    await two.query('update item set amount = amount + 1')
    return rejectionOf(one.query('update item set amount = amount + 1'))
  })
}

async function provokeCut(
  { config }: Postgres,
  how: 'close' | 'reset',
  choose: (cut: { client: pgModule.Client; query: Promise<unknown> }) => Promise<unknown>,
): Promise<unknown> {
  const relay = await openRelay(config.port)
  const client = new pgModule.Client({ ...config, port: relay.port }).on('error', () => {})
  await client.connect()
  const query = client.query('select pg_sleep(5)')
  const lost = rejectionOf(query)
  relay.cut(how)
  await lost
  const error = await rejectionOf(choose({ client, query }))
  await relay.close()
  return error
}

async function provokeEnd({ config }: Postgres, when: 'before' | 'after'): Promise<unknown> {
  const client = new pgModule.Client(config)
  await client.connect()
  const query = when === 'before' ? rejectionOf(client.query('select pg_sleep(5)')) : undefined
  const ended = client.end()
  const error = await (query ?? rejectionOf(client.query('select 1')))
  await ended
  return error
}

async function provokeEndedPool({ server }: World): Promise<unknown> {
  const pool = createPool(server.config)
  await pool.end()
  return rejectionOf(pool.query('select 1'))
}

/** A server that answers the first message with an error in PostgreSQL's own form and says goodbye. */
async function provokeReply(fields: Readonly<Record<string, string>>): Promise<unknown> {
  const body = Object.entries(fields).map(([name, value]) => `${name}${value}\0`)
  const text = Buffer.from(`${body.join('')}\0`)
  const size = Buffer.alloc(4)
  size.writeInt32BE(text.length + 4)
  const stub = await openTcp((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), size, text])))
  })
  const error = await queryWith({ host: '127.0.0.1', port: stub.port })
  await stub.close()
  return error
}
