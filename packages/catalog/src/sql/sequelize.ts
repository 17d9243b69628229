import { defineLibrary, match } from '@sentry-presets/core'

/** Versions 6 and 7, whose errors all have a `name` of their own, which a minified bundle leaves alone. */
export const sequelize = defineLibrary({
  name: 'sequelize',
  packages: [
    '@sequelize/core',
    '@sequelize/db2',
    '@sequelize/ibmi',
    '@sequelize/mariadb',
    '@sequelize/mssql',
    '@sequelize/mysql',
    '@sequelize/oracle',
    '@sequelize/postgres',
    '@sequelize/snowflake',
    '@sequelize/sqlite3',
    'sequelize-pool',
  ],
  brands: [{ fields: ['name'], says: /^Sequelize[A-Z]/ }],
  wrappers: [
    { when: match.all(match.error('sequelize:*'), match.field('cause')), through: ['cause'] },
    // Version 6. The same field of version 7 warns whoever reads it, and is not there without a cause.
    {
      when: match.all(
        match.error('sequelize:*'),
        match.field('name', /^Sequelize(?:Connection|Host|Database|Timeout|UniqueConstraint)/),
      ),
      through: ['parent'],
    },
  ],
  rules: [
    {
      id: 'sequelize/pool-timeout',
      when: match.error('sequelize:SequelizeConnectionAcquireTimeoutError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection was free or could be made in time; if it lasts, the pool is too small or transactions are left open.',
      source: 'https://sequelize.org/docs/v7/other-topics/connection-pool/',
    },
    {
      id: 'sequelize/optimistic-lock',
      when: match.error('sequelize:SequelizeOptimisticLockError'),
      verdict: 'expected',
      reason:
        'Somebody else has changed the row since it was read, which is what the version is there to find out.',
      source: 'https://sequelize.org/docs/v7/models/optimistic-locking/',
    },
    {
      id: 'sequelize/not-found',
      // An insert that comes to nothing has the same class, but was not asked to fail.
      when: match.all(match.error('sequelize:SequelizeEmptyResultError'), match.madeIn('findAll')),
      verdict: 'expected',
      reason: 'The query was told to fail where nothing is found, so that somebody answers for it.',
      source: 'https://sequelize.org/docs/v7/querying/select-methods/',
    },
    {
      id: 'sequelize/closed-on-shutdown',
      when: match.all(
        match.error('sequelize:Error'),
        match.any(
          match.message(
            'ConnectionManager.getConnection was called after the connection manager was closed!',
          ),
          match.message('sequelize.close was called, new connections cannot be established'),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its connections; work that still asks for one is given up on purpose.',
      source: 'https://github.com/sequelize/sequelize/blob/v6/src/dialects/abstract/connection-manager.js',
    },
  ],
})
