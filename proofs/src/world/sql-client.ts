import { setTimeout as sleep } from 'node:timers/promises'
import pg, { type Pool, type PoolClient } from 'pg'
import { rejectionOf } from '../proof/proof.ts'
import { type Endpoint, openRelay, openTcp } from './loopback.ts'
import { MOST_CONNECTIONS, openPostgres, type Postgres } from './postgres.ts'

/** What an ORM does for an application, as far as it takes to make it fail. */
export interface SqlClient {
  readonly query: Query
  readonly transaction: (work: (query: Query) => Promise<unknown>) => Promise<unknown>
  readonly close: () => Promise<unknown>
}

type Query = (sql: string) => Promise<unknown>

export interface SqlConfig {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** The size of the pool. @default 2 */
  readonly max?: number
  /** How long the driver waits for a connection. */
  readonly patienceMs?: number
}

export type OpenSqlClient = (config: SqlConfig) => Promise<SqlClient>

export interface SqlWorld {
  readonly server: Postgres
  readonly config: SqlConfig
  /** Looks on from outside. */
  readonly admin: Pool
  /** Takes connections and never says a word. */
  readonly mute: Endpoint
}

/** A database with two rows to fight over. */
export async function openSqlWorld(): Promise<SqlWorld> {
  const server = await openPostgres()
  const admin = new pg.Pool({ ...server.config, max: 1 }).on('error', () => {})
  await admin.query('create table item (id int primary key, amount int not null, version int not null)')
  await admin.query('insert into item values (1, 0, 1), (2, 0, 1)')
  return { server, admin, config: server.config, mute: await openTcp(() => {}) }
}

export async function closeSqlWorld({ server, admin, mute }: SqlWorld): Promise<void> {
  await mute.close()
  await admin.end()
  await server.close()
}

/** What comes of asking once, be it that no connection can be made, be it that the query fails. */
export async function failOnce(
  open: OpenSqlClient,
  config: SqlConfig,
  ask: (client: SqlClient) => Promise<unknown> = ({ query }) => query('select 1'),
): Promise<unknown> {
  let client: SqlClient | undefined
  try {
    return await rejectionOf(async () => {
      client = await open(config)
      await ask(client)
    })
  } finally {
    await client?.close()
  }
}

/** The connection is lost while the server still works on the query. */
export async function failOnCut(
  open: OpenSqlClient,
  { config, admin }: SqlWorld,
  how: 'close' | 'reset',
): Promise<unknown> {
  const relay = await openRelay(config.port)
  try {
    return await failOnce(open, { ...config, port: relay.port }, async ({ query }) => {
      let isOver = false
      const asked = query('select pg_sleep(5)::text').finally(() => (isOver = true))
      asked.catch(() => {})
      while (!isOver && (await admin.query(SLEEPERS)).rowCount === 0) await sleep(5)
      relay.cut(how)
      await asked
    })
  } finally {
    // The server would only notice at the end of its sleep that nobody is there any more.
    await relay.close()
    await endSessions(admin, SLEEPERS)
  }
}

const SLEEPERS = "select pid from pg_stat_activity where query ~ '^select pg_sleep' and state = 'active'"

function keepQuiet(client: PoolClient): void {
  client.on('error', () => {})
}

/** Waits for them to be gone, too. */
async function endSessions(admin: Pool | PoolClient, sessions: string): Promise<void> {
  const end = `select pg_terminate_backend(pid) from (${sessions}) as sessions`
  while ((await admin.query(end)).rowCount !== 0) await sleep(5)
}

/** Others have all the connections there are. */
export async function failOnFullServer(open: OpenSqlClient, { config, admin }: SqlWorld): Promise<unknown> {
  const guard = await admin.connect()
  const crowd = new pg.Pool({ ...config, max: MOST_CONNECTIONS }).on('error', () => {})
  try {
    // Whoever was there before may still be leaving.
    while (crowd.totalCount < MOST_CONNECTIONS - 1) await crowd.connect().then(keepQuiet, () => sleep(5))
    return await failOnce(open, config)
  } finally {
    await endSessions(guard, OTHERS)
    guard.release()
  }
}

const OTHERS =
  "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"

/** Two transactions take the same two rows, each the other's first one. */
export function failOnDeadlock(open: OpenSqlClient, { config }: SqlWorld): Promise<unknown> {
  return failOnce(open, config, async ({ transaction }) => {
    const bothHoldOne = createBarrier(2)
    const results = await Promise.allSettled(
      [1, 2].map((own) =>
        transaction(async (query) => {
          await query(`update item set amount = ${own} where id = ${own}`)
          await bothHoldOne()
          await query(`update item set amount = ${own} where id = ${3 - own}`)
        }),
      ),
    )
    for (const result of results) if (result.status === 'rejected') throw result.reason
  })
}

/** Nobody goes on before everybody has come. */
function createBarrier(parties: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  return async () => {
    const everybody = new Promise<void>((resolve) => waiting.push(resolve))
    if (waiting.length === parties) for (const goOn of waiting) goOn()
    await everybody
  }
}

/** As many transactions as the pool has connections, and one more query. */
export function failOnEmptyPool(open: OpenSqlClient, config: SqlConfig): Promise<unknown> {
  return failOnce(open, { ...config, max: 1, patienceMs: 150 }, ({ query, transaction }) =>
    transaction(async (queryInside) => {
      await queryInside('select 1')
      await query('select 1')
    }),
  )
}

/** The server gives up a query that takes too long. */
export function failOnSlowQuery(open: OpenSqlClient, { config }: SqlWorld): Promise<unknown> {
  return failOnce(open, config, ({ transaction }) =>
    transaction(async (query) => {
      await query("set local statement_timeout = '20ms'")
      await query('select pg_sleep(1)::text')
    }),
  )
}
