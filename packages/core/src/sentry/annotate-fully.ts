import { annotate, type Findings } from './annotate.js'
import type { Decision } from '../verdicts/decision.js'
import { writeTrace } from '../facts/error-trace.js'
import { NOISE_CONTEXT } from '../facts/noise-context.js'
import type { SentryEvent } from './sentry-shapes.js'

/**
 * Beside what {@link annotate} says: the numbers of an escalation, phase and attempt, and what is needed to judge the
 * event again from an export.
 */
export function annotateFully<Event extends SentryEvent>(event: Event, findings: Findings): Event {
  const { facts, tree } = findings
  const { escalation } = findings.decision
  const annotated = annotate(event, findings)
  return {
    ...annotated,
    contexts: {
      ...annotated.contexts,
      ...(facts.attempt && { attempt: { ...facts.attempt } }),
      [NOISE_CONTEXT]: {
        ...annotated.contexts?.[NOISE_CONTEXT],
        ...(facts.phase !== 'running' && { phase: facts.phase }),
        ...(tree && { error: writeTrace(tree) }),
        ...(escalation && { escalation: describeEscalation(escalation) }),
      },
    },
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
