import { assembleRules } from './rules/assemble-rules.js'
import { normalizeBudget } from './verdicts/budget.js'
import { at, type ConfigPlace } from './options/config-error.js'
import { createDecide, type Decide, type Decision } from './verdicts/decide.js'
import type { Attempt, Facts, Phase } from './facts/facts.js'
import { createJudge, type Judge } from './verdicts/judge.js'
import type { Library } from './rules/library.js'
import { NOISE_OPTION_KINDS, type NoiseOptions } from './options/noise-options.js'
import { createProvenanceBook } from './facts/provenance-book.js'
import type { ReadStackPackage } from './facts/provenance.js'
import { type Moment, readFacts } from './facts/read-facts.js'
import type { SentryEvent, SentryHint } from './sentry/sentry-shapes.js'
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

/** The way of an event up to its decision, without anything of the SDK's. */
export interface Engine {
  /** @param moment what was true at the capture, where the event is read for the second time */
  readFacts(event: SentryEvent, hint: SentryHint | undefined, moment?: Moment): Facts
  readonly judge: Judge
  readonly decide: Decide
  /** Whether it is a line whose logger the SDK will only put on it later. Errors never wait. */
  needsLogger(facts: Facts, hint: SentryHint): boolean
}

const DEFAULT_BUDGET = { max: 100, per: '10m' } as const
const NO_CONDITIONS: readonly string[] = []
export const CORE: ConfigPlace = { package: 'core', path: '' }

/** @throws {ConfigError} for anything wrong in the options or in the libraries */
export function createEngine(setup: EngineSetup): Engine {
  const { libraries, options, phase, attempt, conditions, readStackPackage, place = CORE } = setup
  validateOptions(options, NOISE_OPTION_KINDS, place)
  const { rules, wrappers, budgets } = assembleRules(libraries, options, place)
  const sources = {
    book: createProvenanceBook(libraries, options.app ?? 'app', readStackPackage),
    loggerName: options.loggerName ?? 'name',
    phase: phase ?? (() => 'running' as const),
    attempt: attempt ?? (() => undefined),
    conditions: conditions ?? (() => NO_CONDITIONS),
  }

  return {
    readFacts: (event, hint, moment) => readFacts(event, hint, sources, moment),
    judge: createJudge(rules, wrappers),
    decide: createDecide({
      budgets,
      defaultBudget: normalizeBudget(options.budget ?? DEFAULT_BUDGET, at(place, '.budget')),
    }),
    needsLogger(facts, hint) {
      return facts.error === undefined && hint.mechanism === undefined && facts.logger === undefined
    },
  }
}
