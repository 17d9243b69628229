import { createDecide, type Decide, type DecideParts } from './verdicts/decide.js'
import type { Facts } from './facts/facts.js'
import { createJudge, type Judge } from './verdicts/judge.js'
import { type FactSources, type Moment, readFacts } from './facts/read-facts.js'
import type { Rule } from './rules/rule.js'
import type { SentryEvent, SentryHint } from './sentry/sentry-shapes.js'
import type { Wrapper } from './rules/library.js'

/** What an engine is put together from. */
export interface EngineParts extends DecideParts {
  /** Vetoes are asked first, then the others as they stand. */
  readonly rules: readonly Rule[]
  readonly wrappers?: readonly Wrapper[]
  readonly sources: FactSources
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

/** Puts finished parts together; nothing is checked. */
export function composeEngine(parts: EngineParts): Engine {
  const { rules, wrappers = [], sources } = parts
  return {
    readFacts: (event, hint, moment) => readFacts(event, hint, sources, moment),
    judge: createJudge(rules, wrappers),
    decide: createDecide(parts),
    needsLogger: (facts, hint) =>
      facts.error === undefined && hint.mechanism === undefined && facts.logger === undefined,
  }
}
