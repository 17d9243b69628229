import { type Case, rejectionOf } from '../proof/proof.ts'
import { MOST_MYSQL_CONNECTIONS } from '../world/mariadb.ts'
import { ask, interrupt, type Module, provokeReply, withConnections, type World } from './mysql2-provoke.ts'

/** What the server says, or MariaDB in place of MySQL. */
export const SERVER_CASES: readonly Case<Module, World>[] = [
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
    name: 'holds back a server without a free connection that says it as MySQL does (a stub)',
    provoke: (module) => provokeReply(module, { code: 1040, message: 'Too many connections' }),
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
]
