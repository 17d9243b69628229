import { setTimeout as sleep } from 'node:timers/promises'
import type { Verdict } from '@sentry-presets/core'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import { openPostgresStub } from '../world/postgres-stub.ts'
import { MOST_CONNECTIONS, type Postgres, type PostgresAddress } from '../world/postgres.ts'

/** What makes drivers of PostgreSQL comparable. */
export interface SqlDriver<Module> {
  /** As in the ids of its rules. */
  readonly name: string
  /** The class under which it passes on what the server says: `pg:DatabaseError`. */
  readonly serverError: string
  /** Answers when the server has let it in. */
  readonly connect: (module: Module, address: PostgresAddress) => Promise<SqlSession>
  /** What it says itself of a session that the server ends, where it does not pass on the server's last words. */
  readonly lost?: { readonly identity: string; readonly rule: string }
}

/** One connection. */
export interface SqlSession {
  /** @param text statements, separated by semicolons */
  readonly query: (text: string) => Promise<unknown>
  readonly end: () => Promise<void>
}

export interface PostgresWorld {
  readonly server: Postgres
}

/** What the cases find in the database. */
export const SCHEMA = `
  create role guest login password 'guest';
  create role locked nologin password 'locked';
  create table item (id int primary key, amount int);
  insert into item values (1, 0), (2, 0);
  create extension dblink;
`

/** What PostgreSQL says, provoked through a driver: every driver passes on the same, and is judged alike. */
export function createSqlStateCases<Module>({
  name: driver,
  serverError,
  connect,
  lost,
}: SqlDriver<Module>): readonly Case<Module, PostgresWorld>[] {
  return CASES.map(({ name, state, provoke, verdict, rule, near = [] }) => ({
    name,
    provoke: (module, { server }) =>
      provoke({ server, connect: (as) => connect(module, { ...server.config, ...as }) }),
    identity: `${serverError}#${state}`,
    verdict,
    rule: rule && `${driver}/${rule}`,
    nearMissOf: near.map((id) => `${driver}/${id}`),
    ...(state === '57P01' && lost),
  }))
}

interface Database extends PostgresWorld {
  readonly connect: (as?: Partial<PostgresAddress>) => Promise<SqlSession>
}

interface SqlStateCase {
  readonly name: string
  readonly state: string
  readonly provoke: (database: Database) => Promise<unknown>
  readonly verdict: Verdict
  /** Without the name of the library. */
  readonly rule: string | undefined
  readonly near?: readonly string[]
}

const CASES: readonly SqlStateCase[] = [
  {
    name: 'keeps a wrong password',
    state: '28P01',
    provoke: ({ connect }) => rejectionOf(connect({ password: 'wrong' })),
    verdict: 'bug',
    rule: 'authentication',
  },
  {
    name: 'keeps a role that may not log in',
    state: '28000',
    provoke: ({ connect }) => rejectionOf(connect({ user: 'locked', password: 'locked' })),
    verdict: 'bug',
    rule: 'authentication',
    near: ['connection-exception'],
  },
  {
    name: 'keeps a database that does not exist',
    state: '3D000',
    provoke: ({ connect }) => rejectionOf(connect({ database: 'nowhere' })),
    verdict: 'bug',
    rule: 'authentication',
  },
  {
    name: 'keeps a table that the role may not read',
    state: '42501',
    provoke: ({ connect }) => run(connect({ user: 'guest', password: 'guest' }), 'select * from item'),
    verdict: 'bug',
    rule: 'authentication',
  },
  {
    name: 'keeps a query of a table that does not exist',
    state: '42P01',
    provoke: ({ connect }) => run(connect(), 'select * from nowhere'),
    verdict: 'bug',
    rule: 'schema-mismatch',
    near: ['authentication'],
  },
  {
    name: 'keeps a query of a column that does not exist',
    state: '42703',
    provoke: ({ connect }) => run(connect(), 'select nothing from item'),
    verdict: 'bug',
    rule: 'schema-mismatch',
  },
  {
    name: 'keeps a call of a function that does not exist',
    state: '42883',
    provoke: ({ connect }) => run(connect(), 'select nothing()'),
    verdict: 'bug',
    rule: 'schema-mismatch',
  },
  {
    name: 'keeps a query that is not SQL',
    state: '42601',
    provoke: ({ connect }) => run(connect(), 'selct 1'),
    verdict: 'bug',
    rule: undefined,
    near: ['schema-mismatch'],
  },
  {
    name: 'keeps a row that is there already',
    state: '23505',
    provoke: ({ connect }) => run(connect(), 'insert into item values (1, 0)'),
    verdict: 'bug',
    rule: undefined,
    near: ['conflict'],
  },
  {
    name: 'keeps a write to a server that only lets read, as a replica does',
    state: '25006',
    provoke: ({ connect }) =>
      run(connect(), 'set default_transaction_read_only = on', 'update item set amount = 1'),
    verdict: 'bug',
    rule: undefined,
    near: ['server-restart', 'conflict'],
  },
  {
    name: 'holds back a query whose session was ended by the administrator',
    state: '57P01',
    provoke: ({ connect }) => run(connect(), 'select pg_terminate_backend(pg_backend_pid())'),
    verdict: 'transient',
    rule: 'server-restart',
  },
  {
    name: 'holds back a query that a restart ended',
    state: '57P01',
    provoke: ({ server, connect }) =>
      withSessions(1, connect, async ([session]) => {
        const failed = rejectionOf(session.query('select pg_sleep(5)'))
        await sleep(20)
        await server.restart()
        return failed
      }),
    verdict: 'transient',
    rule: 'server-restart',
  },
  {
    name: 'holds back a server that is shutting down and takes nobody',
    state: '57P03',
    async provoke({ server, connect }) {
      const last = await connect()
      await server.startToShutDown()
      const error = await rejectionOf(connect())
      await last.end()
      await server.startAgain()
      return error
    },
    verdict: 'transient',
    rule: 'server-restart',
  },
  {
    name: 'holds back what a pooler says that lost its server (a stub that speaks the protocol)',
    state: '08006',
    async provoke({ connect }) {
      const stub = await openPostgresStub({ S: 'FATAL', C: '08006', M: 'server closed the connection' })
      const error = await rejectionOf(connect({ port: stub.port }))
      await stub.close()
      return error
    },
    verdict: 'transient',
    rule: 'connection-exception',
  },
  {
    name: 'keeps a foreign server that the database cannot reach',
    state: '08001',
    provoke: async ({ connect }) =>
      run(connect(), `select dblink_connect('host=127.0.0.1 port=${await findClosedPort()}')`),
    verdict: 'bug',
    rule: undefined,
    near: ['connection-exception'],
  },
  {
    name: 'holds back a server without a free connection',
    state: '53300',
    async provoke({ connect }) {
      const attempts = Array.from({ length: MOST_CONNECTIONS + 1 }, () => connect())
      const error = await rejectionOf(Promise.all(attempts))
      for (const result of await Promise.allSettled(attempts)) {
        if (result.status === 'fulfilled') await result.value.end()
      }
      return error
    },
    verdict: 'transient',
    rule: 'too-many-connections',
  },
  {
    name: 'keeps a limit of the configuration that a query runs into',
    state: '53400',
    provoke: ({ connect }) =>
      run(
        connect(),
        "set temp_file_limit = '64kB'; set work_mem = '64kB'",
        'select n from generate_series(1, 100000) n order by random()',
      ),
    verdict: 'bug',
    rule: undefined,
    near: ['too-many-connections'],
  },
  {
    name: 'holds back a deadlock',
    state: '40P01',
    provoke: ({ connect }) =>
      withSessions(2, connect, async ([one, two]) => {
        await one.query('begin; update item set amount = 1 where id = 1')
        await two.query('begin; update item set amount = 2 where id = 2')
        return rejectionOf(
          Promise.all([
            one.query('update item set amount = 1 where id = 2; commit'),
            two.query('update item set amount = 2 where id = 1; commit'),
          ]),
        )
      }),
    verdict: 'transient',
    rule: 'conflict',
  },
  {
    name: 'holds back a transaction that saw old rows',
    state: '40001',
    provoke: ({ connect }) =>
      withSessions(2, connect, async ([one, two]) => {
        await one.query('begin isolation level repeatable read; select * from item')
        await two.query('update item set amount = amount + 1')
        return rejectionOf(one.query('update item set amount = amount + 1'))
      }),
    verdict: 'transient',
    rule: 'conflict',
  },
  {
    name: 'holds back a row that somebody else has locked',
    state: '55P03',
    provoke: ({ connect }) =>
      withSessions(2, connect, async ([holder, other]) => {
        await holder.query('begin; select * from item for update')
        return rejectionOf(other.query('select * from item for update nowait'))
      }),
    verdict: 'transient',
    rule: 'conflict',
  },
  {
    name: 'keeps a query in a transaction that has already failed',
    state: '25P02',
    provoke: ({ connect }) =>
      withSessions(1, connect, async ([session]) => {
        await rejectionOf(session.query('begin; select nothing'))
        return rejectionOf(session.query('select 1'))
      }),
    verdict: 'bug',
    rule: undefined,
    near: ['conflict'],
  },
  {
    name: 'holds back a query that ran into its timeout',
    state: '57014',
    provoke: ({ connect }) => run(connect(), "set statement_timeout = '20ms'", 'select pg_sleep(5)'),
    verdict: 'transient',
    rule: 'query-cancelled',
  },
]

/** What the last of these statements fails with. */
async function run(connecting: Promise<SqlSession>, ...statements: readonly string[]): Promise<unknown> {
  const session = await connecting
  for (const statement of statements.slice(0, -1)) await session.query(statement)
  const error = await rejectionOf(session.query(statements.at(-1) ?? ''))
  await session.end()
  return error
}

type Sessions = readonly [SqlSession, SqlSession, ...SqlSession[]]

async function withSessions(
  count: number,
  connect: Database['connect'],
  work: (sessions: Sessions) => Promise<unknown>,
): Promise<unknown> {
  const sessions = await Promise.all(Array.from({ length: count }, () => connect()))
  const error = await work(sessions as unknown as Sessions) // nobody asks for more of them than `count`
  for (const session of sessions) await session.end()
  return error
}
