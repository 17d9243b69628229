import { assembleRules } from './rules/assemble-rules.js'
import { createBudgets } from './verdicts/budget.js'
import { composeEngine, type Engine, type EngineParts } from './compose-engine.js'
import { at, type ConfigPlace, CORE } from './options/config-error.js'
import type { Decision } from './verdicts/decision.js'
import { createFactSources } from './facts/fact-sources.js'
import type { Attempt, Facts, Phase } from './facts/facts.js'
import type { Library } from './rules/library.js'
import { createJudge } from './verdicts/judge.js'
import { NOISE_OPTION_KINDS, type NoiseOptions } from './options/noise-options.js'
import { normalizeBudget } from './options/normalize-budget.js'
import { createThinOut } from './verdicts/thin-out.js'
import { createProvenanceBook } from './facts/provenance-book.js'
import type { ReadStackPackage } from './facts/provenance.js'
import type { SentryHint } from './sentry/sentry-shapes.js'
import { validateOptions } from './options/validate-options.js'

/** What a preset builds a filter from. */
export interface EngineSetup {
  /** The preset's own libraries first, then the catalogue's. */
  readonly libraries: readonly Library[]
  readonly options: NoiseOptions
  /** Where the process stands. @default always running */
  readonly phase?: () => Phase
  /** Which attempt is running at this moment. @default none */
  readonly attempt?: () => Attempt | undefined
  /** What else is known of this moment, by name, for `match.condition` to ask. @default nothing */
  readonly conditions?: () => readonly string[]
  /** How the package is read from a stack that is not Node's. @default `node_modules` paths */
  readonly readStackPackage?: ReadStackPackage
  /** Told of everything that is held back, at once. */
  readonly onHoldBack?: (decision: Decision) => void
  /** Who complains about a bad option, and where the option stands. */
  readonly place?: ConfigPlace
}

const DEFAULT_BUDGET = { max: 100, per: '10m' } as const
const NO_CONDITIONS: readonly string[] = []

/** @throws {ConfigError} for anything wrong in the options or in the libraries */
export function createEngine(setup: EngineSetup): Engine {
  return composeEngine(toEngineParts(setup))
}

/** @throws {ConfigError} for anything wrong in the options or in the libraries */
export function toEngineParts(setup: EngineSetup): EngineParts {
  const { libraries, options, phase, attempt, conditions, readStackPackage, place = CORE } = setup
  validateOptions(options, NOISE_OPTION_KINDS, place)
  const { rules, wrappers, budgets } = assembleRules(libraries, options, place)
  const defaultBudget = normalizeBudget(options.budget ?? DEFAULT_BUDGET, at(place, '.budget'))
  const spent = createBudgets()
  return {
    judge: createJudge(rules, wrappers),
    needsLogger,
    sources: createFactSources({
      book: createProvenanceBook(libraries, options.app ?? 'app', readStackPackage),
      loggerName: options.loggerName ?? 'name',
      phase: phase ?? (() => 'running' as const),
      attempt: attempt ?? (() => undefined),
      conditions: conditions ?? (() => NO_CONDITIONS),
    }),
    thinOut: createThinOut(),
    spend: (rule, identity, now) =>
      spent.spend(rule.id, identity, budgets.get(rule.id) ?? defaultBudget, now),
  }
}

/** Errors never wait. */
function needsLogger(facts: Facts, hint: SentryHint): boolean {
  return facts.error === undefined && hint.mechanism === undefined && facts.logger === undefined
}
