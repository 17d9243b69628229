import { defineLibrary, match } from '@sentry-presets/core'

const CODES = 'https://www.postgresql.org/docs/current/errcodes-appendix.html'
const CLIENT = 'https://github.com/brianc/node-postgres/blob/master/packages/pg/lib/client.js'
const POOL = 'https://github.com/brianc/node-postgres/blob/master/packages/pg-pool/index.js'

/** pg with its pool and protocol packages. Server errors carry the SQLSTATE as their code, the client's own none. */
export const pg = defineLibrary({
  name: 'pg',
  packages: ['pg-pool', 'pg-protocol', 'pg-connection-string'],
  brands: [{ fields: ['internalQuery', 'severity', 'routine'] }],
  rules: [
    {
      id: 'pg/authentication',
      when: match.any(
        match.error('pg:#28P01'),
        match.error('pg:#28000'),
        match.error('pg:#3D000'),
        match.error('pg:#42501'),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The role, its password, its rights or the database are not what the configuration says.',
      source: CODES,
    },
    {
      id: 'pg/schema-mismatch',
      when: match.any(match.error('pg:#42P01'), match.error('pg:#42703'), match.error('pg:#42883')),
      verdict: 'bug',
      veto: true,
      reason: 'The query names a table, column or function that does not exist: code and schema have parted.',
      source: CODES,
    },
    {
      id: 'pg/server-restart',
      when: match.any(match.error('pg:#57P01'), match.error('pg:#57P02'), match.error('pg:#57P03')),
      verdict: 'transient',
      reason: 'The server is being restarted: it ends the sessions it has, or does not accept new ones yet.',
      source: CODES,
    },
    {
      id: 'pg/connection-exception',
      when: match.error('pg:#08006'),
      verdict: 'transient',
      reason: 'The connection between the pooler and the server, or between two servers, was lost.',
      source: CODES,
    },
    {
      id: 'pg/too-many-connections',
      when: match.error('pg:#53300'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server had no connection free, as when old and new processes overlap in a release; if it lasts, pools are too large.',
      source: CODES,
    },
    {
      id: 'pg/conflict',
      when: match.any(match.error('pg:#40001'), match.error('pg:#40P01'), match.error('pg:#55P03')),
      verdict: 'transient',
      reason: 'Two transactions wanted the same rows and the server gave one of them up, to be tried again.',
      source: 'https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html',
    },
    {
      id: 'pg/query-cancelled',
      when: match.error('pg:#57014'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A statement ran into its timeout or was cancelled; now and then that is load, often it is a missing index.',
      source: CODES,
    },
    {
      id: 'pg/connection-lost',
      when: match.all(
        match.error('pg:Error'),
        match.any(
          match.message('Connection terminated unexpectedly'),
          match.message('Client has encountered a connection error and is not queryable'),
        ),
      ),
      verdict: 'transient',
      reason:
        'The server closed the connection while it was idle or in use, as it does when it is restarted.',
      source: CLIENT,
    },
    {
      id: 'pg/connection-timeout',
      when: match.all(
        match.error('pg:Error'),
        match.any(
          match.message('timeout exceeded when trying to connect'),
          match.message('timeout expired'),
          match.message('Connection terminated due to connection timeout'),
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
