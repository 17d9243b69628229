import { type Decision, type Finding, holdBack, send } from './decision.js'
import type { Facts } from '../facts/facts.js'
import { hash } from './hash.js'
import { createRepeatGuard } from './repeat-guard.js'

/** The id under which the repeats of a bug are counted. */
const REPEAT_RULE = 'core/repeat'
const REPEAT_REASON =
  'The same bug was sent many times within the hour; its repeats are sent at 1, 2, 4, 8, ….'

/** One bug is sent a hundred times an hour before its repeats are thinned out. */
const REPEATS = { free: 100, quiet: 3_600_000 }

/** Sends what is to be sent, unless it has been sent so often that it would starve the rest. */
export function createThinOut(): (finding: Finding, facts: Facts, now: number) => Decision {
  const repeats = createRepeatGuard(REPEATS)
  return (finding, facts, now) => {
    const { isSent, heldBack } = repeats.admit(toRepeatKey(finding.identity, facts), now)
    if (isSent) return send(finding, heldBack)
    return holdBack({ ...finding, rule: REPEAT_RULE, reason: REPEAT_REASON }, false)
  }
}

/** Two events repeat each other when the same error was made at the same place, or the same line was logged. */
function toRepeatKey(identity: string, facts: Facts): string {
  return `${identity} ${hash(facts.error?.throwSite || facts.message)}`
}
