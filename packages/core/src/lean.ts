export { type ComposedFilter, type FilterIntegration } from './sentry/compose-noise-filter.js'
export { createLeanFilter, type LeanOptions, type LeanRule, type LeanSetup } from './lean-filter.js'
export { addOwnIntegrations } from './sentry/own-integrations.js'
export { ConfigError, type ConfigErrorCode, type ConfigPlace } from './options/config-error.js'
export { errorMatcher } from './rules/error-matcher.js'
export {
  allMatcher,
  anyMatcher,
  conditionMatcher,
  fieldMatcher,
  type FieldValue,
  levelMatcher,
  mechanismMatcher,
  messageMatcher,
  notMatcher,
  originMatcher,
  statusMatcher,
  withoutErrorMatcher,
} from './rules/matchers.js'
export type { Anchor, Matcher, Question } from './rules/matcher.js'
export type { BeforeSend } from './sentry/user-before-send.js'
export type { Decision } from './verdicts/decision.js'
export type { ErrorClass } from './facts/error-facts.js'
export type { Verdict } from './rules/verdict.js'
