import { defineLibrary, match } from '@sentry-presets/core'

/**
 * Its exceptions carry no error but are copies of the driver's. With a code or a system call on it, such a copy is known
 * as the driver's or as Node's, and judged by their rules; what is left here are the driver's errors without a code.
 */
export const mikroOrm = defineLibrary({
  name: 'mikro-orm',
  packages: [
    '@mikro-orm/core',
    '@mikro-orm/knex',
    '@mikro-orm/libsql',
    '@mikro-orm/mariadb',
    '@mikro-orm/mongodb',
    '@mikro-orm/mssql',
    '@mikro-orm/mysql',
    '@mikro-orm/postgresql',
    '@mikro-orm/sql',
    '@mikro-orm/sqlite',
  ],
  rules: [
    {
      id: 'mikro-orm/connection-lost',
      when: match.all(
        match.error('mikro-orm:DriverException'),
        match.any(
          // Version 6 puts the query, with whatever is in it, before the text.
          match.message(/Connection terminated unexpectedly$/),
          match.message(/Client has encountered a connection error and is not queryable$/),
        ),
      ),
      verdict: 'transient',
      reason:
        'The server closed the connection while it was idle or in use, as it does when it is restarted.',
      source: 'https://github.com/brianc/node-postgres/blob/master/packages/pg/lib/client.js',
    },
    {
      id: 'mikro-orm/connection-timeout',
      when: match.all(
        match.error('mikro-orm:DriverException'),
        match.any(
          match.message(/timeout exceeded when trying to connect$/),
          match.message(/Connection terminated due to connection timeout$/),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection was free or could be made in time; if it lasts, something does not give connections back.',
      source: 'https://github.com/brianc/node-postgres/blob/master/packages/pg-pool/index.js',
    },
    {
      id: 'mikro-orm/optimistic-lock',
      // An entity without a version has the same class, and is a mistake of the code.
      when: match.all(match.error('mikro-orm:OptimisticLockError'), match.message(/^The optimistic lock /)),
      verdict: 'expected',
      reason:
        'Somebody else has changed the row since it was read, which is what the version is there to find out.',
      source: 'https://mikro-orm.io/docs/transactions#optimistic-locking',
    },
    {
      id: 'mikro-orm/not-found',
      // Several where there must be exactly one have the same class, and tell of wrong data.
      when: match.all(match.error('mikro-orm:NotFoundError'), match.message(/^\S+ not found \(/)),
      verdict: 'expected',
      reason: 'The query was told to fail where nothing is found, so that somebody answers for it.',
      source: 'https://mikro-orm.io/docs/entity-manager#handling-not-found-entities',
    },
  ],
})
