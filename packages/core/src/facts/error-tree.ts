import type { ErrorFacts } from './error-facts.js'

/** An error with those it carries; undefined where it carries none. */
export interface ErrorTree {
  readonly error: ErrorFacts
  readonly carried?: readonly ErrorTree[]
  /** It carries more than is looked at, or something that is no error. */
  readonly isUnread?: true
}
