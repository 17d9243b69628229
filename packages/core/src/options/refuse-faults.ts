import { at } from './config-error.js'
import type { LeanOptions, LeanSetup } from '../lean-filter.js'
import { ERROR_LISTS } from '../rules/own-rules.js'
import type { PlacedRule } from '../rules/rule.js'
import { refuse } from './refuse.js'

/**
 * Refuses, in few words, what a lean filter would pass over in silence.
 *
 * @param own the rules that the options stand for
 * @throws {ConfigError} `unknown-option`, `unknown-rule`, `unanchored-rule`, `invalid-budget`
 */
export function refuseFaults({ options, rules, place }: LeanSetup, own: readonly PlacedRule[]): void {
  for (const name in options) {
    if (!(NAMES as readonly string[]).includes(name)) throw refuse('unknown-option', place, name)
  }
  for (const id of options.disableRules ?? []) {
    if (!rules.some((rule) => rule.id === id)) throw refuse('unknown-rule', at(place, '.disableRules'), id)
  }
  if (!isBudget(options.budget)) throw refuse('invalid-budget', place, 'budget')
  for (const { rule, place: here } of own) {
    if (!rule.when?.anchors?.length) throw refuse('unanchored-rule', here, rule.id)
    if (!isBudget(rule.budget)) throw refuse('invalid-budget', here, rule.id)
  }
}

const NAMES = [
  ...ERROR_LISTS,
  'rules',
  'disableRules',
  'app',
  'now',
  'budget',
] as const satisfies readonly (keyof LeanOptions)[]

/** A length of time written as a text is no number, and greater than nothing. */
function isBudget({ max, per }: { max: number; per: unknown } = { max: 1, per: 1 }): boolean {
  return max >= 1 && typeof per === 'number' && per > 0
}
