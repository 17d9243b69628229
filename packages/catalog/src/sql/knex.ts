import { defineLibrary, match } from '@sentry-presets/core'

const CLIENT = 'https://github.com/knex/knex/blob/master/lib/client.js'

/** knex with its pool, tarn. What the driver says comes through as it is, only with the query before the message. */
export const knex = defineLibrary({
  name: 'knex',
  packages: ['tarn'],
  rules: [
    {
      id: 'knex/pool-timeout',
      when: match.all(
        match.error('*:KnexTimeoutError'),
        match.message('Knex: Timeout acquiring a connection.'),
        // With `propagateCreateError: false` the pool tries a wrong password until the time is over, and only names it.
        match.any(
          match.not(match.field('cause')),
          match.field('cause.message', 'operation timed out for an unknown reason'),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection was free or could be made in time; if it lasts, something does not give connections back.',
      source: CLIENT,
    },
    {
      id: 'knex/ended-on-shutdown',
      when: match.all(
        match.error('knex:Error'),
        match.any(match.message(/^Unable to acquire a connection$/), match.message(/^aborted$/)),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has destroyed its pool; work that still asks for a connection is given up on purpose.',
      source: CLIENT,
    },
  ],
})
