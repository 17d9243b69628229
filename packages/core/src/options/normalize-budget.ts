import type { Budget, BudgetOptions } from '../verdicts/budget.js'
import { at, ConfigError, type ConfigPlace } from './config-error.js'
import { normalizeDuration } from './duration.js'

/** @throws {ConfigError} `invalid-budget`, `invalid-duration` */
export function normalizeBudget(options: BudgetOptions, place: ConfigPlace): Budget {
  if (!Number.isInteger(options?.max) || options.max < 1) {
    throw new ConfigError(
      'invalid-budget',
      at(place, '.max'),
      `${JSON.stringify(options?.max)} is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug.`,
    )
  }
  return { max: options.max, per: normalizeDuration(options.per, at(place, '.per')) }
}
