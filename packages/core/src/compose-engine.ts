import { createDecide, type Decide, type DecideParts } from './verdicts/decide.js'
import type { Facts } from './facts/facts.js'
import type { Judge } from './verdicts/leaf-judge.js'
import { type FactSources, type Moment, readFacts } from './facts/read-facts.js'
import type { SentryEvent, SentryHint } from './sentry/sentry-shapes.js'

/** What an engine is put together from. */
export interface EngineParts extends DecideParts {
  readonly sources: FactSources
  readonly judge: Judge
  /** Whether it is a line whose logger the SDK will only put on it later. @default never */
  readonly needsLogger?: (facts: Facts, hint: SentryHint) => boolean
}

/** The way of an event up to its decision, without anything of the SDK's. */
export interface Engine {
  /** @param moment what was true at the capture, where the event is read for the second time */
  readFacts(event: SentryEvent, hint: SentryHint | undefined, moment?: Moment): Facts
  readonly judge: Judge
  readonly decide: Decide
}

/** Puts finished parts together; nothing is checked. */
export function composeEngine(parts: EngineParts): Engine {
  return {
    readFacts: (event, hint, moment) => readFacts(event, hint, parts.sources, moment),
    judge: parts.judge,
    decide: createDecide(parts),
  }
}
