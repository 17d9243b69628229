import type { Budget } from '../verdicts/budget.js'
import { checkEntries } from '../options/check-entries.js'
import { checkReachable } from './check-reachable.js'
import { at, ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { Library, Wrapper } from './library.js'
import { toLoggerRules } from './logger-rules.js'
import { nearest } from '../options/nearest.js'
import type { NoiseOptions } from '../options/noise-options.js'
import { normalizeBudget } from '../options/normalize-budget.js'
import { toOwnRules } from './own-rules.js'
import { toOwnWrappers } from './own-wrappers.js'
import type { PlacedRule, Rule } from './rule.js'
import { validateRules } from './validate-rules.js'

/** Everything a filter judges with. */
export interface RuleBook {
  readonly rules: readonly Rule[]
  readonly wrappers: readonly Wrapper[]
  /** The budget of each rule that has one, by its id. */
  readonly budgets: ReadonlyMap<string, Budget>
}

/**
 * Puts the user's rules before the libraries', and takes out what the user switched off.
 * @throws {ConfigError} whatever is wrong with any of them
 */
export function assembleRules(
  libraries: readonly Library[],
  options: NoiseOptions,
  place: ConfigPlace,
): RuleBook {
  const known = libraries.flatMap((library) => placeRules(library, place))
  checkDisabled(options.disableRules ?? [], known, at(place, '.disableRules'))
  checkEntries(options, place)
  const own = [...toOwnRules(options, place), ...toLoggerRules(options, place)]
  const all = [...own, ...known.filter(({ rule }) => !options.disableRules?.includes(rule.id))]
  validateRules(all)
  checkReachable(own, libraries)
  return {
    rules: all.map(({ rule }) => rule),
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
