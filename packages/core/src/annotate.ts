import type { Decision } from './decide.js'
import type { Facts } from './facts.js'
import { NOISE_CONTEXT } from './read-facts.js'
import { readString } from './safe-read.js'
import type { SentryEvent } from './sentry-shapes.js'

/** Sentry cuts tag values at 200 characters. */
const TAG_LIMIT = 200

/**
 * What an event that is sent says of itself: the tag `error.identity`, and a context with the rule that spoke, what
 * is needed to judge the event again from an export, and what was held back around it.
 */
export function annotate(
  event: SentryEvent,
  decision: Decision,
  facts: Facts,
  suppressed: Readonly<Record<string, number>> | undefined,
): SentryEvent {
  const { escalation } = decision
  const error = facts.error
  return {
    ...event,
    ...(escalation && { fingerprint: ['noise-escalation', decision.rule, decision.identity] }),
    tags: {
      ...event.tags,
      ...(error && { 'error.identity': error.identity.slice(0, TAG_LIMIT) }),
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
        ...(error && {
          error: { package: error.package, names: error.names, code: error.code, status: error.status },
        }),
        ...(decision.heldBackBefore > 0 && { held_back_before: decision.heldBackBefore }),
        ...(escalation && { escalation: describeEscalation(escalation) }),
        ...(suppressed && { suppressed }),
      },
    },
  }
}

/** Says on the event that the filter failed on it; the event goes out as the SDK made it, untagged if it cannot be copied. */
export function annotateFailure<Event extends SentryEvent>(event: Event, failure: unknown): Event {
  const text = readString(failure, 'message') ?? typeof failure
  try {
    return { ...event, tags: { ...event.tags, 'noise.failure': text.slice(0, TAG_LIMIT) } }
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
