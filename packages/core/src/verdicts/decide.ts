import { createBoundaryWindow } from './boundary-window.js'
import type { Escalation } from './budget.js'
import { type Decision, type Finding, holdBack, send } from './decision.js'
import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'
import type { Judgement } from './leaf-judge.js'
import type { Rule } from '../rules/rule.js'

/** Turns a judgement into an action, counting what has to be counted. */
export type Decide = (judgement: Judgement, facts: Facts, now: number) => Decision

export interface DecideParts {
  /** Counts a transient and says whether it is the one that makes news. Left out, none does. */
  readonly spend?: (rule: Rule, identity: string, now: number) => Escalation | undefined
  /** Decides on what is to be sent. Left out, all of it is. */
  readonly thinOut?: (finding: Finding, facts: Facts, now: number) => Decision
}

/** The id under which is counted what no rule decided. */
const UNKNOWN_RULE = 'core/unknown'
const UNKNOWN_REASON = 'No rule knows this event, and what is unknown is a bug.'

export function createDecide({ spend, thinOut = (finding) => send(finding) }: DecideParts): Decide {
  const boundary = createBoundaryWindow()

  function decideTransient(finding: Finding, rule: Rule, isBoundary: boolean, now: number): Decision {
    const escalation = spend?.(rule, finding.identity, now)
    const isTold = isBoundary && rule.atBoundary !== 'count'
    const window = isTold ? boundary.open(finding.identity, now) : undefined
    if (escalation) return { ...send(finding, escalation.count - 1), escalation }
    if (window) return send(finding, window.heldBack)
    // At a boundary the request did fail, only that this has been said before.
    return holdBack(finding, !isBoundary)
  }

  return ({ verdict, rule, decider }, facts, now) => {
    const finding: Finding = {
      verdict,
      rule: rule?.id ?? UNKNOWN_RULE,
      reason: rule?.reason ?? UNKNOWN_REASON,
      identity: describe(facts, decider),
    }
    const isBoundary = isUnhandled(facts)
    if (rule && verdict === 'transient') return decideTransient(finding, rule, isBoundary, now)
    if (verdict === 'bug' || (verdict === 'expected' && isBoundary)) return thinOut(finding, facts, now)
    return holdBack(finding, true)
  }
}

function describe({ error, logger, level }: Facts, decider: ErrorFacts | undefined): string {
  if (!error) return `log:${logger ?? level ?? 'message'}`
  return decider && decider !== error ? `${error.identity} ← ${decider.identity}` : error.identity
}

/**
 * Whether nobody is left to handle it. Code that says which attempt is running handles its own failures until the
 * last one: before it nothing is at a boundary, and in it whatever the application itself reports is.
 */
function isUnhandled({ origin, attempt }: Facts): boolean {
  const isBoundary = origin === 'boundary'
  return attempt && (isBoundary || origin === 'app') ? attempt.number >= attempt.of : isBoundary
}
