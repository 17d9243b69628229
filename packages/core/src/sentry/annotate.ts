import type { Decision } from '../verdicts/decision.js'
import type { Facts } from '../facts/facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import { NOISE_CONTEXT } from '../facts/noise-context.js'
import { readString } from '../facts/safe-read.js'
import type { SentryEvent } from './sentry-shapes.js'

const FAILURE_TAG = 'noise.failure'
/** Sentry cuts tag values at 200 characters. */
const TAG_LIMIT = 200

/** What was found of an event that is sent. */
export interface Findings {
  readonly decision: Decision
  readonly facts: Facts
  readonly tree: ErrorTree | undefined
  /** How often which identity was held back lately. */
  readonly suppressed: Readonly<Record<string, number>> | undefined
}

/** Writes on an event what was found of it. */
export type Annotate = <Event extends SentryEvent>(event: Event, findings: Findings) => Event

/**
 * What an event that is sent says of itself: the tag `error.identity`, and a context with the rule that spoke and
 * what was held back around it.
 */
export function annotate<Event extends SentryEvent>(event: Event, findings: Findings): Event {
  const { decision, facts, suppressed } = findings
  const { error, conditions } = facts
  const { verdict, rule, reason, identity, heldBackBefore, escalation } = decision
  return {
    ...event,
    ...(escalation && { fingerprint: ['noise-escalation', rule, identity] }),
    tags: {
      ...event.tags,
      ...(error && { 'error.identity': error.identity.slice(0, TAG_LIMIT) }),
      ...(escalation && { 'noise.escalated': 'true' }),
    },
    contexts: {
      ...event.contexts,
      [NOISE_CONTEXT]: {
        verdict,
        rule,
        reason,
        origin: facts.origin,
        ...(conditions.length > 0 && { conditions }),
        ...(heldBackBefore > 0 && { held_back_before: heldBackBefore }),
        ...(suppressed && { suppressed }),
      },
    },
  }
}

/** Says on the event that the filter failed on it; the event goes out as the SDK made it, untagged if it cannot be copied. */
export function annotateFailure<Event extends SentryEvent>(event: Event, failure: unknown): Event {
  const text = [readString(event.tags, FAILURE_TAG), readString(failure, 'message') ?? typeof failure]
    .filter(Boolean)
    .join('; ')
  try {
    return { ...event, tags: { ...event.tags, [FAILURE_TAG]: text.slice(0, TAG_LIMIT) } }
  } catch {
    return event
  }
}
