import { ConfigError, type ConfigPlace } from '../options/config-error.js'
import { nearest } from '../options/nearest.js'
import type { PlacedRule, Rule } from './rule.js'
import { VERDICTS } from './verdict.js'
import { writeQuestion } from './write-question.js'

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
  if (typeof rule.when !== 'function' || !Array.isArray(rule.when.question)) {
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
      `"${rule.id}" can never match, because ${writeQuestion(rule.when)} has nothing to choose from.`,
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
    `"${rule.id}" asks ${writeQuestion(rule.when)}, which names no error, logger or mechanism, so it would be asked of every ` +
      'event and match errors it does not know. Add one: match.all(match.error("pg:*"), …).',
  )
}

function invalid(place: ConfigPlace, text: string): ConfigError {
  return new ConfigError('invalid-rule', place, text)
}
