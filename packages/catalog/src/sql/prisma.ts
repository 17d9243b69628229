import { defineLibrary, match } from '@sentry-presets/core'

const REFERENCE = 'https://www.prisma.io/docs/orm/reference/error-reference'
const ADAPTER = 'https://github.com/prisma/prisma/blob/main/packages/adapter-pg/src/errors.ts'

/**
 * Prisma with a driver adapter. What the driver said has been read by the adapter, and stands in plain fields: below
 * the `meta` of a known error, or, in version 6, on the adapter's own error. Raw queries all have the code P2010.
 * What the adapter makes nothing of is the driver's own error and goes under its name.
 */
export const prisma = defineLibrary({
  name: 'prisma',
  packages: [
    '@prisma/client',
    '@prisma/client-runtime-utils',
    '@prisma/driver-adapter-utils',
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-d1',
    '@prisma/adapter-libsql',
    '@prisma/adapter-mariadb',
    '@prisma/adapter-mssql',
    '@prisma/adapter-neon',
    '@prisma/adapter-pg',
    '@prisma/adapter-planetscale',
  ],
  // A client with an output folder of its own brings the runtime along, outside of `node_modules`.
  brands: [
    { fields: ['name'], says: /^PrismaClient[A-Z]/ },
    { fields: ['name', 'cause'], says: /^DriverAdapterError$/ },
  ],
  rules: [
    {
      id: 'prisma/access',
      when: match.any(
        driverSays('kind', 'AuthenticationFailed', 'DatabaseAccessDenied', 'DatabaseDoesNotExist'),
        driverSays('originalCode', '42501'),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The role, its password, its rights or the database are not what the configuration says.',
      source: ADAPTER,
    },
    {
      id: 'prisma/schema-mismatch',
      when: match.any(
        driverSays('kind', 'TableDoesNotExist', 'ColumnNotFound'),
        driverSays('originalCode', '42883'),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The query names a table, column or function that does not exist: code and schema have parted.',
      source: ADAPTER,
    },
    {
      id: 'prisma/host-not-found',
      when: match.all(
        driverSays('kind', 'DatabaseNotReachable'),
        // Only who has found the host gets as far as to its port.
        match.not(driverSays('port')),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The name of the database server does not exist, though the error has the same code as a server that is down.',
      source: ADAPTER,
    },
    {
      id: 'prisma/unreachable',
      when: match.any(
        match.all(driverSays('kind', 'DatabaseNotReachable'), driverSays('port')),
        // What is left of Node's AggregateError where the server has several addresses.
        match.error('prisma:PrismaClientKnownRequestError#ECONNREFUSED'),
      ),
      verdict: 'transient',
      reason: 'Nothing listened at the address of the database at that moment, as while it is restarted.',
      source: ADAPTER,
    },
    {
      id: 'prisma/connection-lost',
      when: match.any(
        driverSays('kind', 'ConnectionClosed', 'SocketTimeout'),
        driverSays('originalCode', '57P01', '57P02', '57P03', '08006'),
      ),
      verdict: 'transient',
      reason:
        'The server, or the network on the way to it, ended the connection, as it does when it is restarted.',
      source: ADAPTER,
    },
    {
      id: 'prisma/conflict',
      when: match.any(
        driverSays('kind', 'TransactionWriteConflict'),
        // Version 6 knows only the first of them as a conflict.
        driverSays('originalCode', '40001', '40P01'),
      ),
      verdict: 'transient',
      reason: 'Two transactions wanted the same rows and the server gave one of them up, to be tried again.',
      source: REFERENCE,
    },
    {
      id: 'prisma/lock-timeout',
      when: driverSays('originalCode', '55P03'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Somebody else had locked the rows and did not let go in time; if it lasts, a transaction is left open.',
      source: 'https://www.postgresql.org/docs/current/errcodes-appendix.html',
    },
    {
      id: 'prisma/too-many-connections',
      when: driverSays('kind', 'TooManyConnections'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server had no connection free, as when old and new processes overlap in a release; if it lasts, pools are too large.',
      source: REFERENCE,
    },
    {
      id: 'prisma/query-cancelled',
      when: driverSays('originalCode', '57014'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A statement ran into its timeout or was cancelled; now and then that is load, often it is a missing index.',
      source: 'https://www.postgresql.org/docs/current/errcodes-appendix.html',
    },
    {
      id: 'prisma/no-free-transaction',
      when: match.all(
        match.error('prisma:#P2028'),
        // Before it may stand some lines of the application's code, which may look for the same text.
        match.message(/Unable to start a transaction in the given time\.$/),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection was free in time for a transaction; if it lasts, transactions are held open for too long.',
      source: REFERENCE,
    },
    {
      id: 'prisma/not-found',
      // An update or a removal that finds nothing has the same code, but was not asked to fail.
      when: match.all(match.error('prisma:#P2025'), match.field('meta.operation', 'a query')),
      verdict: 'expected',
      reason: 'The query was told to fail where nothing is found, so that somebody answers for it.',
      source: 'https://www.prisma.io/docs/orm/reference/prisma-client-reference#findfirstorthrow',
    },
  ],
})

/** What the driver's error was, wherever it is kept. */
function driverSays(field: string, ...values: readonly string[]) {
  return match.all(
    match.error('prisma:*'),
    match.any(
      match.field(`meta.driverAdapterError.cause.${field}`, ...values),
      match.field(`cause.${field}`, ...values),
    ),
  )
}
