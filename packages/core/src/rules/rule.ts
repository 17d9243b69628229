import type { BudgetOptions } from '../verdicts/budget.js'
import { ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { Matcher } from './matcher.js'
import { nearest } from '../options/nearest.js'
import { VERDICTS, type Verdict } from './verdict.js'

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

/**
 * Checks rules in the order in which they will be asked.
 * @throws {ConfigError} `invalid-rule`, `duplicate-rule`, `unanchored-rule`
 */
export function validateRules(rules: readonly PlacedRule[]): void {
  const seen = new Set<string>()
  for (const { rule, place } of rules) {
    validateRule(rule, place)
    if (seen.has(rule.id)) {
      throw new ConfigError(
        'duplicate-rule',
        place,
        `"${rule.id}" is the id of an earlier rule as well, so the ledger could not tell them apart. Give it another id.`,
      )
    }
    seen.add(rule.id)
  }
}

function validateRule(rule: Rule, place: ConfigPlace): void {
  if (typeof rule?.id !== 'string' || !/^[\w@*./:#$ -]{1,200}$/.test(rule.id)) {
    throw invalid(place, 'a rule needs an id such as "openai/rate-limit".')
  }
  if (typeof rule.when !== 'function' || typeof rule.when.text !== 'string') {
    throw invalid(
      place,
      `"${rule.id}" asks nothing. Build "when" with match, as in match.error("openai:RateLimitError").`,
    )
  }
  if (!VERDICTS.includes(rule.verdict)) {
    const near = nearest(String(rule.verdict), VERDICTS)
    throw invalid(
      place,
      `"${rule.id}" has the verdict "${rule.verdict}". Write ${near ? `"${near}"` : VERDICTS.join(', ')}.`,
    )
  }
  if (typeof rule.reason !== 'string' || rule.reason === '') {
    throw invalid(
      place,
      `"${rule.id}" gives no reason. Say in a sentence why the event is what the verdict says.`,
    )
  }
  if (rule.veto === true && rule.verdict !== 'bug') {
    throw invalid(place, `"${rule.id}" is a veto, which can only say "bug", not "${rule.verdict}".`)
  }
  if (rule.atBoundary !== undefined && !isBoundaryWord(rule)) {
    throw invalid(
      place,
      `"${rule.id}" has atBoundary "${rule.atBoundary}" and the verdict "${rule.verdict}". Write "tell" or "count", for a transient only.`,
    )
  }
  if (rule.when.anchors === undefined) throw unanchored(rule, place)
  if (rule.when.anchors.length === 0) {
    throw invalid(
      place,
      `"${rule.id}" can never match, because ${rule.when.text} has nothing to choose from.`,
    )
  }
}

function isBoundaryWord({ atBoundary, verdict }: Rule): boolean {
  return verdict === 'transient' && (atBoundary === 'tell' || atBoundary === 'count')
}

function unanchored(rule: Rule, place: ConfigPlace): ConfigError {
  return new ConfigError(
    'unanchored-rule',
    place,
    `"${rule.id}" asks ${rule.when.text}, which names no error, logger or mechanism, so it would be asked of every ` +
      'event and match errors it does not know. Add one: match.all(match.error("pg:*"), …).',
  )
}

function invalid(place: ConfigPlace, text: string): ConfigError {
  return new ConfigError('invalid-rule', place, text)
}
