import { createBoundaryWindow } from './boundary-window.js'
import type { Escalation } from './budget.js'
import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'
import { hash } from './hash.js'
import type { Judgement } from './judge.js'
import { createRepeatGuard } from './repeat-guard.js'
import type { Rule } from '../rules/rule.js'
import type { Verdict } from '../rules/verdict.js'

/** What becomes of one event, and why. */
export interface Decision {
  readonly action: 'send' | 'hold-back'
  readonly verdict: Verdict
  /** The id of the rule that decided. */
  readonly rule: string
  /** The identity of the captured error and, behind an arrow, of the one it carries that decided; or the logger. */
  readonly identity: string
  readonly reason: string
  /** Whether the request in which it was captured can count as healthy all the same. */
  readonly isHealthy: boolean
  readonly escalation?: Escalation
  /** How many like it were held back since the last one that was sent. */
  readonly heldBackBefore: number
}

/** Turns a judgement into an action, counting what has to be counted. */
export type Decide = (judgement: Judgement, facts: Facts, now: number) => Decision

/** Counts a transient and says whether it is the one that makes news. */
export type Spend = (rule: Rule, identity: string, now: number) => Escalation | undefined

/** The ids under which the ledger counts what no rule decided. */
const UNKNOWN_RULE = 'core/unknown'
const REPEAT_RULE = 'core/repeat'

/** One bug is sent a hundred times an hour before its repeats are thinned out. */
const REPEATS = { free: 100, quiet: 3_600_000 }

/** @param spend without it no transient ever escalates */
export function createDecide(spend?: Spend): Decide {
  const boundary = createBoundaryWindow()
  const repeats = createRepeatGuard(REPEATS)

  function sendUnlessRepeated(found: Finding, facts: Facts, now: number): Decision {
    const { isSent, heldBack } = repeats.admit(toRepeatKey(found.identity, facts), now)
    if (isSent) return send(found, heldBack)
    return holdBack({ ...found, rule: REPEAT_RULE, reason: REPEAT_REASON }, false)
  }

  function decideTransient(found: Finding, rule: Rule, isBoundary: boolean, now: number): Decision {
    const escalation = spend?.(rule, found.identity, now)
    const isTold = isBoundary && rule.atBoundary !== 'count'
    const window = isTold ? boundary.open(found.identity, now) : undefined
    if (escalation) return { ...send(found, escalation.count - 1), escalation }
    if (window) return send(found, window.heldBack)
    // At a boundary the request did fail, only that this has been said before.
    return holdBack(found, !isBoundary)
  }

  return ({ verdict, rule, decider }, facts, now) => {
    const found: Finding = {
      verdict,
      rule: rule?.id ?? UNKNOWN_RULE,
      reason: rule?.reason ?? UNKNOWN_REASON,
      identity: describe(facts, decider),
    }
    if (verdict === 'bug' || !rule) return sendUnlessRepeated(found, facts, now)
    const isBoundary = isUnhandled(facts)
    if (verdict === 'transient') return decideTransient(found, rule, isBoundary, now)
    if (verdict === 'expected' && isBoundary) return sendUnlessRepeated(found, facts, now)
    return holdBack(found, true)
  }
}

type Finding = Pick<Decision, 'verdict' | 'rule' | 'identity' | 'reason'>

const UNKNOWN_REASON = 'No rule knows this event, and what is unknown is a bug.'
const REPEAT_REASON =
  'The same bug was sent many times within the hour; its repeats are sent at 1, 2, 4, 8, ….'

function send(found: Finding, heldBackBefore: number): Decision {
  return { ...found, action: 'send', isHealthy: false, heldBackBefore }
}

function holdBack(found: Finding, isHealthy: boolean): Decision {
  return { ...found, action: 'hold-back', isHealthy, heldBackBefore: 0 }
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
  if (!attempt || (origin !== 'boundary' && origin !== 'app')) return origin === 'boundary'
  return attempt.number >= attempt.of
}

/** Two events repeat each other when the same error was made at the same place, or the same line was logged. */
function toRepeatKey(identity: string, facts: Facts): string {
  const place = facts.error?.throwSite ?? ''
  return `${identity} ${hash(place === '' ? facts.message : place)}`
}
