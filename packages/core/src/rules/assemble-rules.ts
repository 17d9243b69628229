import { type Budget, normalizeBudget } from '../verdicts/budget.js'
import { checkReachable } from './check-reachable.js'
import { at, ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { Library, Wrapper } from './library.js'
import { nearest } from '../options/nearest.js'
import type { NoiseOptions } from '../options/noise-options.js'
import { toOwnRules, toOwnWrappers } from './own-rules.js'
import { type PlacedRule, type Rule, validateRules } from './rule.js'

/** Everything a filter judges with, in the order in which it is asked. */
export interface RuleBook {
  readonly rules: readonly Rule[]
  readonly wrappers: readonly Wrapper[]
  /** The budget of each rule that has one, by its id. */
  readonly budgets: ReadonlyMap<string, Budget>
}

/**
 * Puts vetoes before the user's rules, those before the libraries', and takes out what the user switched off.
 * @throws {ConfigError} whatever is wrong with any of them
 */
export function assembleRules(
  libraries: readonly Library[],
  options: NoiseOptions,
  place: ConfigPlace,
): RuleBook {
  const known = libraries.flatMap((library) => placeRules(library, place))
  checkDisabled(options.disableRules ?? [], known, at(place, '.disableRules'))
  const own = toOwnRules(options, place)
  const all = [...own, ...known.filter(({ rule }) => !options.disableRules?.includes(rule.id))]
  validateRules(all)
  checkReachable(own, libraries)
  const rules = all.map(({ rule }) => rule)
  return {
    rules: [...rules.filter((rule) => rule.veto === true), ...rules.filter((rule) => rule.veto !== true)],
    wrappers: [...toOwnWrappers(options, place), ...libraries.flatMap((library) => library.wrappers ?? [])],
    budgets: readBudgets(all),
  }
}

function placeRules({ name, rules = [] }: Library, place: ConfigPlace): readonly PlacedRule[] {
  return rules.map((rule, index) => ({ rule, place: at(place, ` library "${name}" rules[${index}]`) }))
}

function checkDisabled(ids: readonly string[], rules: readonly PlacedRule[], place: ConfigPlace): void {
  const known = rules.map(({ rule }) => rule.id)
  ids.forEach((id, index) => {
    if (known.includes(id)) return
    const near = nearest(String(id), known)
    const instead = near ? `Did you mean "${near}"?` : 'The catalogue lists them all.'
    throw new ConfigError(
      'unknown-rule',
      at(place, `[${index}]`),
      `no rule has the id "${id}", so nothing would be switched off. ${instead}`,
    )
  })
}

function readBudgets(rules: readonly PlacedRule[]): ReadonlyMap<string, Budget> {
  const budgets = new Map<string, Budget>()
  for (const { rule, place } of rules) {
    if (rule.budget) budgets.set(rule.id, normalizeBudget(rule.budget, at(place, '.budget')))
  }
  return budgets
}
