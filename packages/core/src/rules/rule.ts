import type { BudgetOptions } from '../verdicts/budget.js'
import type { ConfigPlace } from '../options/config-error.js'
import type { Matcher } from './matcher.js'
import type { Verdict } from './verdict.js'

/** One opinion about errors: data, not code. */
export interface Rule {
  /** `<library>/<kebab-case>`, as `openai/rate-limit`. Public API: it never changes its meaning. */
  readonly id: string
  readonly when: Matcher
  readonly verdict: Verdict
  /** A sentence for a stranger: what happened in production and why it is, or is not, a bug. */
  readonly reason: string
  /** Where the fact comes from: a link or a file of the library. */
  readonly source?: string
  /** How often a transient may happen before it is news; the filter's default where left out. */
  readonly budget?: BudgetOptions
  /**
   * What becomes of a transient that reaches a boundary: the first per identity and hour is sent, or, where the
   * framework itself has answered, it only counts against the budget. @default tell
   */
  readonly atBoundary?: 'tell' | 'count'
  /** A veto is asked before every other rule, of every leaf of the error tree. Its verdict is `bug`. */
  readonly veto?: boolean
}

/** Keeps the literal types of rules while checking their form in the editor. */
export function defineRules<const R extends readonly Rule[]>(rules: R): R {
  return rules
}

/** A rule and where it stands in a configuration. */
export interface PlacedRule {
  readonly rule: Rule
  readonly place: ConfigPlace
}
