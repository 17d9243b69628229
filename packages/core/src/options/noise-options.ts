import type { BudgetOptions } from '../verdicts/budget.js'
import type { Duration } from './duration.js'
import type { ErrorClass } from '../facts/error-facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import type { LedgerSnapshot } from '../ledger/ledger.js'
import type { Rule } from '../rules/rule.js'
import type { SentrySdk } from '../sentry/sentry-shapes.js'

/** An error as an application names it: an identity, or the class itself. */
export type ErrorPattern = IdentityPattern | ErrorClass

export interface TransientOptions {
  readonly error: ErrorPattern
  /** @default the filter's `budget` */
  readonly budget?: BudgetOptions
  /** Why this is not a bug; the ledger shows it. */
  readonly reason?: string
}

export interface WrapperOptions {
  readonly error: ErrorPattern
  /** The fields that lead to the errors it carries. @default ['cause', 'errors'] */
  readonly through?: readonly string[]
}

/** What an application says of its own noise: the contract a team reads and reviews. */
export interface NoiseOptions {
  /** Errors of a dependency that fails for a moment, where the code is built for it. */
  readonly transient?: readonly (ErrorPattern | TransientOptions)[]
  /** Outcomes that are handled; at a boundary, where nobody handled them, they are sent. */
  readonly expected?: readonly ErrorPattern[]
  /** Thrown signals that never are errors. */
  readonly controlFlow?: readonly ErrorPattern[]
  /** Errors that are always sent, whatever the preset or the catalogue says of them. */
  readonly bug?: readonly ErrorPattern[]
  /** Loggers whose lines without an error are operational; `core` covers `core.llm`. */
  readonly operationalLoggers?: readonly string[]
  /** The application's own errors that are as good as what they carry. */
  readonly wrappers?: readonly (ErrorPattern | WrapperOptions)[]
  /** Rules of your own, asked before the preset's. */
  readonly rules?: readonly Rule[]
  /** Ids of rules and vetoes to switch off. */
  readonly disableRules?: readonly string[]
  /** How often a transient may happen before it is news. @default { max: 100, per: '10m' } */
  readonly budget?: BudgetOptions
  /** The field of a log record that names its logger. @default 'name' */
  readonly loggerName?: string
  /** The package name that identities of the application's own errors carry. @default 'app' */
  readonly app?: string
  /** The app's own SDK (`sdk: Sentry`), needed to put request sessions back to healthy. */
  readonly sdk?: SentrySdk
  /** Called with the ledger from time to time while there is traffic, and when the client closes. */
  readonly onReport?: (ledger: LedgerSnapshot) => void
  /** @default '5m' */
  readonly reportEvery?: Duration
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** Every option there is; the type makes a forgotten one a compile error. */
const OPTIONS: Readonly<Record<keyof NoiseOptions, OptionKind>> = {
  transient: 'list',
  expected: 'list',
  controlFlow: 'list',
  bug: 'list',
  operationalLoggers: 'list',
  wrappers: 'list',
  rules: 'list',
  disableRules: 'list',
  budget: 'object',
  loggerName: 'string',
  app: 'string',
  sdk: 'object',
  onReport: 'function',
  reportEvery: 'duration',
  now: 'function',
}

export type OptionKind = 'list' | 'object' | 'string' | 'function' | 'duration' | 'pattern'

export const NOISE_OPTION_KINDS: Readonly<Record<string, OptionKind>> = OPTIONS
