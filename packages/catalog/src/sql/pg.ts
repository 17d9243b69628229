import { defineLibrary, match } from '@sentry-presets/core'
import { createSqlStateRules } from './sqlstate.js'

const CLIENT = 'https://github.com/brianc/node-postgres/blob/master/packages/pg/lib/client.js'
const POOL = 'https://github.com/brianc/node-postgres/blob/master/packages/pg-pool/index.js'

/** pg with its pool and protocol packages. Server errors carry the SQLSTATE as their code, the client's own none. */
export const pg = defineLibrary({
  name: 'pg',
  packages: ['pg-pool', 'pg-protocol', 'pg-connection-string'],
  brands: [{ fields: ['internalQuery', 'severity', 'routine'] }],
  rules: [
    ...createSqlStateRules('pg'),
    {
      id: 'pg/connection-lost',
      // Query builders put the query, with whatever is in it, before the text.
      when: match.all(match.error('pg:Error'), match.message(/Connection terminated unexpectedly$/)),
      verdict: 'transient',
      reason:
        'The server closed the connection while it was idle or in use, as it does when it is restarted.',
      source: CLIENT,
    },
    {
      id: 'pg/client-broken',
      when: match.all(
        match.error('pg:Error'),
        match.message(/Client has encountered a connection error and is not queryable$/),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The code still used a client whose connection had just been lost; if it lasts, it never makes a new one.',
      source: CLIENT,
    },
    {
      id: 'pg/connection-timeout',
      when: match.all(
        match.error('pg:Error'),
        match.any(
          match.message(/timeout exceeded when trying to connect$/),
          match.message(/timeout expired$/),
          match.message(/Connection terminated due to connection timeout$/),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection was free or could be made in time; if it lasts, something does not give connections back.',
      source: POOL,
    },
    {
      id: 'pg/pool-ended-on-shutdown',
      when: match.all(
        match.error('pg:Error'),
        match.message('Cannot use a pool after calling end on the pool'),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its pool; work that still asks for a connection is given up on purpose.',
      source: POOL,
    },
    {
      id: 'pg/client-ended-on-shutdown',
      when: match.all(
        match.error('pg:Error'),
        match.any(
          match.message(/^Connection terminated$/),
          match.message('Client was closed and is not queryable'),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has ended its connection; queries that still wait for it are given up on purpose.',
      source: CLIENT,
    },
  ],
})
