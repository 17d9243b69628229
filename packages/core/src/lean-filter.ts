import { type Budget, createBudgets } from './verdicts/budget.js'
import { type ComposedFilter, composeNoiseFilter } from './sentry/compose-noise-filter.js'
import type { ConfigPlace } from './options/config-error.js'
import type { Decision } from './verdicts/decision.js'
import { createLeafJudge } from './verdicts/leaf-judge.js'
import type { ErrorPattern, NoiseOptions, TransientOptions } from './options/noise-options.js'
import { toOwnRules } from './rules/own-rules.js'
import type { ReadStackPackage } from './facts/provenance.js'
import { createReadNames } from './facts/class-names.js'
import { refuseFaults } from './options/refuse-faults.js'
import type { Rule } from './rules/rule.js'
import { readShownError } from './facts/shown-error.js'

/** A rule whose budget is written in milliseconds: a lean filter reads no `'10m'`. */
export type LeanRule = Omit<Rule, 'budget'> & { readonly budget?: Budget }

/** The options of a filter that a lean one reads, with budgets in milliseconds. */
export interface LeanOptions
  extends Pick<NoiseOptions, 'bug' | 'controlFlow' | 'expected' | 'disableRules' | 'app' | 'now'> {
  /** Errors of a dependency that fails for a moment, where the code is built for it. */
  readonly transient?: readonly (ErrorPattern | (Omit<TransientOptions, 'budget'> & { budget?: Budget }))[]
  /** Rules of your own, asked before the preset's. */
  readonly rules?: readonly LeanRule[]
  /** How often a transient may happen before it is news. @default { max: 100, per: 600_000 } */
  readonly budget?: Budget
}

/** What a preset for browsers builds a filter from. */
export interface LeanSetup {
  /** The preset's own rules. Nothing looks for mistakes in them here: a test of the preset's does. */
  readonly rules: readonly LeanRule[]
  readonly options: LeanOptions
  readonly readStackPackage: ReadStackPackage
  /** What is known of this moment, by name, for rules to ask. @default nothing */
  readonly conditions?: () => readonly string[]
  /** Told of everything that is held back, at once. */
  readonly onHoldBack?: (decision: Decision) => void
  /** Who complains about a bad option, and where the option stands. */
  readonly place: ConfigPlace
}

const DEFAULT_BUDGET: Budget = { max: 100, per: 600_000 }
const NO_CONDITIONS: readonly string[] = []

/**
 * The filter for where each byte counts. It judges, counts and re-arms as the full one does, and leaves out what a
 * page does not need: the tree of what an error carries, request sessions, reports, loggers, phases and attempts, the
 * guard against repeats, and the explanations of what is wrong with an option.
 *
 * @throws {ConfigError} for an option it cannot use, with a code, the place and the value; `docs/errors/` explains
 */
export function createLeanFilter(setup: LeanSetup): ComposedFilter {
  const { options, rules, readStackPackage, conditions = () => NO_CONDITIONS, onHoldBack, place } = setup
  const { app = 'app', budget: defaultBudget = DEFAULT_BUDGET, disableRules = [], now } = options
  const own = toOwnRules(options, place)
  refuseFaults(setup, own)
  const book = {
    find: (_: object, stack: string) => readStackPackage(stack, app),
    readNames: createReadNames(),
  }
  const budgets = createBudgets()
  return composeNoiseFilter({
    judge: createLeafJudge([
      ...own.map(({ rule }) => rule),
      ...rules.filter(({ id }) => !disableRules.includes(id)),
    ]),
    sources: {
      book,
      readShown: (event) => readShownError(event, book),
      readMoment: () => ({ phase: 'running', attempt: undefined, conditions: conditions() }),
    },
    // Budgets are milliseconds here: those of the preset by their type, those of the options have been looked at.
    spend: ({ id, budget = defaultBudget }, identity, time) =>
      budgets.spend(id, identity, budget as Budget, time),
    ...(now && { now }),
    follow: () => (decision) => {
      if (decision?.action === 'hold-back') onHoldBack?.(decision)
    },
  })
}
