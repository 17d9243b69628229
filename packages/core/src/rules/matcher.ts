import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'

/** What a rule is found by, so that the cost of an event does not grow with the number of rules. */
export interface Anchor {
  /** A package, undefined for any; or {@link LOGGERS} or {@link MECHANISMS}, which no package is called. */
  readonly shelf: string | undefined
  /** A code or, without one, a class, undefined for any; or a logger's name, or a mechanism's type. */
  readonly key: string | undefined
}

export const LOGGERS = ':loggers'
export const MECHANISMS = ':mechanisms'

/** A question as its author wrote it: its name and its arguments. */
export type Question = readonly [name: string, ...args: unknown[]]

/** A pure question about one event and about one error of its tree. */
export interface Matcher {
  (facts: Facts, error: ErrorFacts | undefined): boolean
  /** One of these holds for every event that matches; undefined where any event may. */
  readonly anchors: readonly Anchor[] | undefined
  readonly question: Question
}

type Test = (facts: Facts, error: ErrorFacts | undefined) => boolean

/** @param anchors where left out, the question is open to any event, and a rule needs another one beside it */
export function createMatcher(question: Question, test: Test, anchors?: readonly Anchor[]): Matcher {
  return Object.assign(test, { question, anchors })
}
