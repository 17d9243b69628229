import type { Decision } from '../verdicts/decision.js'
import { writeTrace } from '../facts/error-trace.js'
import type { Facts } from '../facts/facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import { NOISE_CONTEXT } from '../facts/noise-context.js'
import { readString } from '../facts/safe-read.js'
import type { SentryEvent } from './sentry-shapes.js'

const FAILURE_TAG = 'noise.failure'
/** Sentry cuts tag values at 200 characters. */
const TAG_LIMIT = 200

/** What was found of an event that is sent. */
interface Findings {
  readonly decision: Decision
  readonly facts: Facts
  readonly tree: ErrorTree | undefined
  /** How often which identity was held back lately. */
  readonly suppressed: Readonly<Record<string, number>> | undefined
}

/**
 * What an event that is sent says of itself: the tag `error.identity`, and a context with the rule that spoke, what
 * is needed to judge the event again from an export, and what was held back around it.
 */
export function annotate<Event extends SentryEvent>(
  event: Event,
  { decision, facts, tree, suppressed }: Findings,
): Event {
  const { escalation } = decision
  return {
    ...event,
    ...(escalation && { fingerprint: ['noise-escalation', decision.rule, decision.identity] }),
    tags: {
      ...event.tags,
      ...(tree && { 'error.identity': tree.error.identity.slice(0, TAG_LIMIT) }),
      ...(escalation && { 'noise.escalated': 'true' }),
    },
    contexts: {
      ...event.contexts,
      ...(facts.attempt && { attempt: { ...facts.attempt } }),
      [NOISE_CONTEXT]: {
        verdict: decision.verdict,
        rule: decision.rule,
        reason: decision.reason,
        origin: facts.origin,
        ...(facts.phase !== 'running' && { phase: facts.phase }),
        ...(facts.conditions.length > 0 && { conditions: facts.conditions }),
        ...(tree && { error: writeTrace(tree) }),
        ...(decision.heldBackBefore > 0 && { held_back_before: decision.heldBackBefore }),
        ...(escalation && { escalation: describeEscalation(escalation) }),
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

function describeEscalation({ count, first, last, budget }: NonNullable<Decision['escalation']>): object {
  return {
    count,
    first: new Date(first).toISOString(),
    last: new Date(last).toISOString(),
    budget: `${budget.max} per ${budget.per / 1_000} s`,
  }
}
