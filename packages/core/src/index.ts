export type { Budget, BudgetOptions, Escalation } from './verdicts/budget.js'
export {
  CONFIG_ERROR_CODES,
  ConfigError,
  type ConfigErrorCode,
  type ConfigPlace,
  at,
} from './options/config-error.js'
export { createBeforeSend } from './sentry/create-before-send.js'
export type { Decision } from './verdicts/decision.js'
export type { Duration } from './options/duration.js'
export type { Engine } from './compose-engine.js'
export { createEngine, type EngineSetup } from './engine.js'
export type { ChildErrors, ErrorClass, ErrorFacts } from './facts/error-facts.js'
export { type Attempt, type Facts, ORIGINS, type Origin, PHASES, type Phase } from './facts/facts.js'
export type { IdentityPattern } from './facts/identity.js'
export type { Judge, Judgement } from './verdicts/leaf-judge.js'
export type { LedgerEntry, LedgerSnapshot } from './ledger/ledger.js'
export { type Brand, defineLibrary, type Library, type Wrapper } from './rules/library.js'
export { match } from './rules/match.js'
export type { Anchor, Matcher, Question } from './rules/matcher.js'
export { nearest } from './options/nearest.js'
export {
  type ComposedFilter,
  type FilterIntegration,
  INTEGRATION_NAME,
} from './sentry/compose-noise-filter.js'
export { createNoiseFilter, type NoiseFilter, type NoiseIntegration } from './sentry/noise-filter.js'
export {
  type ErrorPattern,
  NOISE_OPTION_KINDS,
  type NoiseOptions,
  type OptionKind,
  type TransientOptions,
  type WrapperOptions,
} from './options/noise-options.js'
export { type ReadStackPackage, readStackPackage } from './facts/provenance.js'
export { defineRules, type Rule } from './rules/rule.js'
export { addOwnIntegrations } from './sentry/own-integrations.js'
export type {
  RequestSession,
  SentryClient,
  SentryEvent,
  SentryException,
  SentryFrame,
  SentryHint,
  SentryIntegration,
  SentryMechanism,
  SentrySdk,
} from './sentry/sentry-shapes.js'
export type { TextPattern } from './rules/text-pattern.js'
export type { BeforeSend } from './sentry/user-before-send.js'
export { validateOptions } from './options/validate-options.js'
export { VERDICTS, type Verdict } from './rules/verdict.js'
export { writeQuestion } from './rules/write-question.js'
