import { defineLibrary, match, type Matcher } from '@sentry-presets/core'

const SERVER = 'https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference'
const CLIENT = 'https://github.com/sidorares/node-mysql2/blob/master/lib/base/connection.js'
const POOL = 'https://github.com/sidorares/node-mysql2/blob/master/lib/base/pool.js'

/**
 * mysql2. Its promises give errors the stack of the application, and nothing that they bear tells them from those of
 * other drivers of MySQL: so what the server says is known by its code and SQLSTATE, whoever passes it on.
 */
export const mysql2 = defineLibrary({
  name: 'mysql2',
  // Deadlines of the client's own, which ioredis words in the same way, though without a verdict on the connection.
  brands: [
    { fields: ['errorno', 'syscall', 'fatal'] },
    { fields: ['errorno', 'syscall', 'code'], says: 'PROTOCOL_SEQUENCE_TIMEOUT' },
  ],
  rules: [
    {
      id: 'mysql2/authentication',
      when: serverSays(
        'ER_ACCESS_DENIED_ERROR',
        'ER_DBACCESS_DENIED_ERROR',
        'ER_TABLEACCESS_DENIED_ERROR',
        'ER_BAD_DB_ERROR',
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The user, its password, its rights or the database are not what the configuration says.',
      source: SERVER,
    },
    {
      id: 'mysql2/schema-mismatch',
      when: serverSays('ER_NO_SUCH_TABLE', 'ER_BAD_FIELD_ERROR', 'ER_SP_DOES_NOT_EXIST'),
      verdict: 'bug',
      veto: true,
      reason: 'The query names a table, column or function that does not exist: code and schema have parted.',
      source: SERVER,
    },
    {
      id: 'mysql2/connection-lost',
      when: match.any(
        match.all(match.error('*:#PROTOCOL_CONNECTION_LOST'), match.field('fatal', true)),
        serverSays('ER_SERVER_SHUTDOWN'),
      ),
      verdict: 'transient',
      reason:
        'The server closed the connection while it was idle or in use, as it does when it is restarted.',
      source: CLIENT,
    },
    {
      id: 'mysql2/connection-timeout',
      when: match.error('mysql2:#ETIMEDOUT'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection could be made in time; if it lasts, the server is overloaded or a firewall is in the way.',
      source: CLIENT,
    },
    {
      id: 'mysql2/too-many-connections',
      when: serverSays('ER_CON_COUNT_ERROR'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server had no connection free, as when old and new processes overlap in a release; if it lasts, pools are too large.',
      source: SERVER,
    },
    {
      id: 'mysql2/deadlock',
      when: serverSays('ER_LOCK_DEADLOCK'),
      verdict: 'transient',
      reason: 'Two transactions wanted the same rows and the server gave one of them up, to be tried again.',
      source: 'https://dev.mysql.com/doc/refman/8.4/en/innodb-deadlocks-handling.html',
    },
    {
      id: 'mysql2/lock-timeout',
      when: serverSays('ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_NOWAIT'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Somebody else had locked the rows and did not let go in time; if it lasts, a transaction is left open.',
      source: SERVER,
    },
    {
      id: 'mysql2/query-cancelled',
      when: serverSays('ER_QUERY_INTERRUPTED', 'ER_QUERY_TIMEOUT'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A statement ran into its timeout or was cancelled; now and then that is load, often it is a missing index.',
      source: SERVER,
    },
    {
      id: 'mysql2/pool-exhausted',
      // Only where the stack leads to the driver: these are words that others use too.
      when: match.all(
        match.error('mysql2:Error'),
        match.any(match.message(/^Queue limit reached\.$/), match.message(/^No connections available\.$/)),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection of the pool was free and nobody more may wait; if it lasts, something does not give connections back.',
      source: POOL,
    },
    {
      id: 'mysql2/ended-on-shutdown',
      when: match.all(
        match.error('*:Error'),
        match.any(
          match.message(/^Pool is closed\.$/),
          match.message(/^Can't add new command when connection is in closed state$/),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its pool; work that still asks for a connection is given up on purpose.',
      source: POOL,
    },
  ],
})

function serverSays(...codes: readonly string[]): Matcher {
  return match.all(match.any(...codes.map((code) => match.error(`*:#${code}`))), match.field('sqlState'))
}
