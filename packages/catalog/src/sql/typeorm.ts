import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/typeorm/typeorm/blob/master/src'

/** What the driver says of a query hangs on the error, and is copied onto it as well. */
export const typeorm = defineLibrary({
  name: 'typeorm',
  brands: [{ fields: ['driverError', 'query', 'parameters'] }],
  wrappers: [
    // Not by its class, which a minified bundle mangles.
    { when: match.all(match.error('typeorm:*'), match.field('driverError')), through: ['driverError'] },
  ],
  rules: [
    {
      id: 'typeorm/optimistic-lock',
      when: match.error('typeorm:OptimisticLockVersionMismatchError'),
      verdict: 'expected',
      reason:
        'Somebody else has changed the row since it was read, which is what the version is there to find out.',
      source: `${SOURCE}/error/OptimisticLockVersionMismatchError.ts`,
    },
    {
      id: 'typeorm/not-found',
      when: match.error('typeorm:EntityNotFoundError'),
      verdict: 'expected',
      reason: 'The query was told to fail where nothing is found, so that somebody answers for it.',
      source: `${SOURCE}/error/EntityNotFoundError.ts`,
    },
    {
      id: 'typeorm/closed-on-shutdown',
      when: match.all(
        match.any(
          match.error('typeorm:CannotExecuteNotConnectedError'),
          match.all(match.error('typeorm:TypeORMError'), match.message(/^Driver not Connected$/)),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its connections; work that still asks for one is given up on purpose.',
      source: `${SOURCE}/driver/postgres/PostgresDriver.ts`,
    },
  ],
})
