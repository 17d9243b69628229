import type { Escalation } from './budget.js'
import type { Verdict } from '../rules/verdict.js'

/** What becomes of one event, and why. */
export interface Decision extends Finding {
  readonly action: 'send' | 'hold-back'
  /** Whether the request in which it was captured can count as healthy all the same. */
  readonly isHealthy: boolean
  readonly escalation?: Escalation
  /** How many like it were held back since the last one that was sent. */
  readonly heldBackBefore: number
}

/** What was found of one event, before anything is decided. */
export interface Finding {
  readonly verdict: Verdict
  /** The id of the rule that decided. */
  readonly rule: string
  /** The identity of the captured error and, behind an arrow, of the one it carries that decided; or the logger. */
  readonly identity: string
  readonly reason: string
}

export function send({ verdict, rule, identity, reason }: Finding, heldBackBefore = 0): Decision {
  return { action: 'send', verdict, rule, identity, reason, isHealthy: false, heldBackBefore }
}

export function holdBack({ verdict, rule, identity, reason }: Finding, isHealthy: boolean): Decision {
  return { action: 'hold-back', verdict, rule, identity, reason, isHealthy, heldBackBefore: 0 }
}
