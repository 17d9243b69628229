export type { Budget, BudgetOptions, Escalation } from './budget.js'
export {
  CONFIG_ERROR_CODES,
  ConfigError,
  type ConfigErrorCode,
  type ConfigPlace,
  at,
} from './config-error.js'
export { createBeforeSend } from './create-before-send.js'
export type { Decision } from './decide.js'
export type { Duration } from './duration.js'
export { createEngine, type Engine, type EngineSetup } from './engine.js'
export type { ChildErrors, ErrorClass, ErrorFacts } from './error-facts.js'
export { type Attempt, type Facts, ORIGINS, type Origin, PHASES, type Phase } from './facts.js'
export type { IdentityPattern } from './identity.js'
export type { Judge, Judgement } from './judge.js'
export type { LedgerEntry, LedgerSnapshot } from './ledger.js'
export { type Brand, defineLibrary, type Library, type Wrapper } from './library.js'
export { match } from './match.js'
export type { Anchor, Matcher } from './matcher.js'
export { nearest } from './nearest.js'
export {
  createNoiseFilter,
  INTEGRATION_NAME,
  type NoiseFilter,
  type NoiseIntegration,
} from './noise-filter.js'
export {
  type ErrorPattern,
  NOISE_OPTION_KINDS,
  type NoiseOptions,
  type OptionKind,
  type TransientOptions,
  type WrapperOptions,
} from './noise-options.js'
export { readStackPackage } from './provenance.js'
export { defineRules, type Rule } from './rule.js'
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
} from './sentry-shapes.js'
export type { TextPattern } from './text-pattern.js'
export type { BeforeSend } from './user-before-send.js'
export { validateOptions } from './validate-options.js'
export { VERDICTS, type Verdict } from './verdict.js'
