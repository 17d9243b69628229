import { defineLibrary, match } from '@sentry-presets/core'
import { createSqlStateRules } from './sqlstate.js'

const CONNECTION = 'https://github.com/porsager/postgres/blob/master/src/connection.js'

/** Postgres.js. Server errors carry the SQLSTATE as their code, its own ones a word of its own. */
export const postgres = defineLibrary({
  name: 'postgres',
  brands: [
    // A pooler leaves most of the others out.
    { fields: ['severity_local', 'code'] },
    // Elsewhere `errno` is a number.
    {
      fields: ['errno', 'code', 'address'],
      says: /^CONNECT(?:_TIMEOUT|ION_CLOSED|ION_ENDED|ION_DESTROYED)$/,
    },
  ],
  rules: [
    ...createSqlStateRules('postgres'),
    {
      id: 'postgres/connection-lost',
      when: match.error('postgres:#CONNECTION_CLOSED'),
      verdict: 'transient',
      reason: 'The server closed the connection under a query, as it does when it is restarted.',
      source: CONNECTION,
    },
    {
      id: 'postgres/connection-timeout',
      when: match.error('postgres:#CONNECT_TIMEOUT'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection could be made in time; if it lasts, the server is overloaded or a firewall is in the way.',
      source: 'https://github.com/porsager/postgres#connection-timeout',
    },
    {
      id: 'postgres/ended-on-shutdown',
      when: match.all(
        match.any(match.error('postgres:#CONNECTION_ENDED'), match.error('postgres:#CONNECTION_DESTROYED')),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has ended its client; queries that still wait for it are given up on purpose.',
      source: 'https://github.com/porsager/postgres#teardown--cleanup',
    },
  ],
})
