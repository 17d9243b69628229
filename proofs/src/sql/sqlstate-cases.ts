import { setTimeout as sleep } from 'node:timers/promises'
import { rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import { openPostgresStub } from '../world/postgres-stub.ts'
import { MOST_CONNECTIONS } from '../world/postgres.ts'
import { run, type SqlStateCase, withSessions } from './sqlstate-driver.ts'

/** What the cases find in the database. */
export const SCHEMA = `
  create role guest login password 'guest';
  create role locked nologin password 'locked';
  create table item (id int primary key, amount int);
  insert into item values (1, 0), (2, 0);
  create extension dblink;
`

/** What PostgreSQL says, whichever driver asks. */
export const SQL_STATE_CASES: readonly SqlStateCase[] = [
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
    near: ['lock-timeout'],
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
    rule: 'lock-timeout',
  },
  {
    name: 'holds back a query that waited for a lock for too long',
    state: '55P03',
    provoke: ({ connect }) =>
      withSessions(2, connect, async ([holder, other]) => {
        await holder.query('begin; select * from item for update')
        await other.query("set lock_timeout = '20ms'")
        return rejectionOf(other.query('update item set amount = 1'))
      }),
    verdict: 'transient',
    rule: 'lock-timeout',
    near: ['query-cancelled'],
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
