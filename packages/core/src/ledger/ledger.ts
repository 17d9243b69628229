import type { Decision } from '../verdicts/decision.js'
import type { Verdict } from '../rules/verdict.js'

/** What one rule held back of one identity. */
export interface LedgerEntry {
  readonly rule: string
  readonly identity: string
  readonly verdict: Verdict
  readonly reason: string
  readonly count: number
  /** First and last time, in the clock's milliseconds. */
  readonly first: number
  readonly last: number
}

/** Where every captured event went: `captured = sent + heldBack + discarded + inFlight`, exactly. */
export interface LedgerSnapshot {
  /** Error events and messages that reached the filter. */
  readonly captured: number
  /** Events the filter let go, past its last hook. */
  readonly sent: number
  /** Events the filter held back; the sum over {@link entries}. */
  readonly heldBack: number
  /** Events the user's own `beforeSend` dropped. */
  readonly discarded: number
  /** Events on their way through the SDK, or dropped there by another integration (such as Dedupe). */
  readonly inFlight: number
  /** Escalations among the sent. */
  readonly escalated: number
  /** Events on which the filter itself failed; they were sent. */
  readonly failures: number
  readonly entries: readonly LedgerEntry[]
}

export interface Ledger {
  add(total: 'captured' | 'discarded' | 'failures'): void
  send(decision: Decision | undefined): void
  holdBack(decision: Decision, now: number): void
  readonly snapshot: () => LedgerSnapshot
}

/** The identity under which a rule counts once there is no room for another entry. */
const OTHER = '(other)'
const ENTRIES_KEPT = 1_000

/** Bounded: beyond {@link ENTRIES_KEPT} entries a rule counts all further identities as {@link OTHER}. */
export function createLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>()
  const totals = { captured: 0, sent: 0, heldBack: 0, discarded: 0, escalated: 0, failures: 0 }

  return {
    add(total) {
      totals[total] += 1
    },
    holdBack({ rule, verdict, reason, identity: own }, now) {
      const isRoom = entries.size < ENTRIES_KEPT || entries.has(`${rule} ${own}`)
      const identity = isRoom ? own : OTHER
      const key = `${rule} ${identity}`
      const { count = 0, first = now } = entries.get(key) ?? {}
      entries.set(key, { rule, identity, verdict, reason, count: count + 1, first, last: now })
      totals.heldBack += 1
    },
    send(decision) {
      totals.sent += 1
      if (decision?.escalation) totals.escalated += 1
    },
    snapshot() {
      const { captured, sent, heldBack, discarded } = totals
      const inFlight = captured - sent - heldBack - discarded
      return { ...totals, inFlight, entries: [...entries.values()] }
    },
  }
}
