import { match, type Matcher, type Rule } from '@sentry-presets/core'

const CODES = 'https://www.postgresql.org/docs/current/errcodes-appendix.html'

/**
 * What PostgreSQL itself says, judged alike whichever driver passes it on.
 *
 * @param driver the name of the library whose errors have the SQLSTATE as their code
 */
export function createSqlStateRules<Driver extends string>(driver: Driver): readonly Rule[] {
  const says = (...states: readonly string[]): Matcher =>
    match.any(...states.map((state) => match.error(`${driver}:#${state}`)))
  return [
    {
      id: `${driver}/authentication`,
      when: says('28P01', '28000', '3D000', '42501'),
      verdict: 'bug',
      veto: true,
      reason: 'The role, its password, its rights or the database are not what the configuration says.',
      source: CODES,
    },
    {
      id: `${driver}/schema-mismatch`,
      when: says('42P01', '42703', '42883'),
      verdict: 'bug',
      veto: true,
      reason: 'The query names a table, column or function that does not exist: code and schema have parted.',
      source: CODES,
    },
    {
      id: `${driver}/server-restart`,
      when: says('57P01', '57P02', '57P03'),
      verdict: 'transient',
      reason: 'The server is being restarted: it ends the sessions it has, or does not accept new ones yet.',
      source: CODES,
    },
    {
      id: `${driver}/connection-exception`,
      when: says('08006'),
      verdict: 'transient',
      // It does not say why.
      budget: { max: 20, per: '10m' },
      reason:
        'The connection between the pooler and the server was lost; if it lasts, the pooler is not set up right.',
      source: CODES,
    },
    {
      id: `${driver}/too-many-connections`,
      when: says('53300'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server had no connection free, as when old and new processes overlap in a release; if it lasts, pools are too large.',
      source: CODES,
    },
    {
      id: `${driver}/conflict`,
      when: says('40001', '40P01'),
      verdict: 'transient',
      reason: 'Two transactions wanted the same rows and the server gave one of them up, to be tried again.',
      source: 'https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html',
    },
    {
      id: `${driver}/lock-timeout`,
      when: says('55P03'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Somebody else had locked the rows and did not let go in time; if it lasts, a transaction is left open.',
      source: CODES,
    },
    {
      id: `${driver}/query-cancelled`,
      when: says('57014'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A statement ran into its timeout or was cancelled; now and then that is load, often it is a missing index.',
      source: CODES,
    },
  ]
}
