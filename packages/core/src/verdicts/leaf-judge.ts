import type { ErrorFacts } from '../facts/error-facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import type { Facts } from '../facts/facts.js'
import type { Rule } from '../rules/rule.js'
import { createRuleIndex } from '../rules/rule-index.js'
import type { Verdict } from '../rules/verdict.js'

/** What was found, and by which rule. */
export interface Judgement {
  readonly verdict: Verdict
  /** Undefined where no rule spoke: unknown means bug. */
  readonly rule: Rule | undefined
  /** The error of the tree that decided; undefined for a message. */
  readonly decider: ErrorFacts | undefined
  /** The captured error with those it carries, where it has been looked into. */
  readonly tree?: ErrorTree | undefined
}

/** Judges an event by its facts alone: the same facts give the same judgement, in production and in replay. */
export type Judge = (facts: Facts) => Judgement

/**
 * Judges one error, the captured one where none is given, by itself: what it carries is not looked at.
 *
 * @param coveringNames as {@link createRuleIndex} takes it
 */
export function createLeafJudge(
  rules: readonly Rule[],
  coveringNames?: (logger: string) => readonly string[],
): (facts: Facts, error?: ErrorFacts) => Judgement {
  const ordered = [...rules.filter((rule) => rule.veto), ...rules.filter((rule) => !rule.veto)]
  const index = createRuleIndex(ordered, coveringNames)
  return (facts, decider = facts.error) => {
    const rule = index.first(facts, decider)
    return { verdict: rule?.verdict ?? 'bug', rule, decider }
  }
}
