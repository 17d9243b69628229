import { BoundedMap } from './bounded-map.js'
import type { Duration } from '../options/duration.js'
import { createRateWindow, type RateWindow } from './rate-window.js'

/** How often a transient may happen before it is news: more than `max` in any `per`. */
export interface BudgetOptions {
  /** Occurrences, at least 1. */
  readonly max: number
  readonly per: Duration
}

export interface Budget {
  readonly max: number
  /** Milliseconds. */
  readonly per: number
}

/** A transient that outgrew its budget. */
export interface Escalation {
  /** Occurrences since {@link first}, the present one among them. */
  readonly count: number
  /** When this run of occurrences began and when it was last seen, in the clock's milliseconds. */
  readonly first: number
  readonly last: number
  readonly budget: Budget
}

/** Counts transients and says when one is news. */
export interface Budgets {
  /**
   * Counts one occurrence.
   * @param rule its rule, which shares one count among the identities that no longer have room for their own
   * @returns the escalation to send now, if this occurrence is the one that makes it
   */
  spend(rule: string, identity: string, budget: Budget, now: number): Escalation | undefined
}

/** After an escalation nothing is said for an hour, then for two, four, …, at most a day, until it calms down. */
const FIRST_SILENCE = 3_600_000
const LONGEST_SILENCE = 86_400_000
/** Runs that are counted one by one; a run is about 300 bytes. */
const RUNS_KEPT = 1_000

export function createBudgets(): Budgets {
  const runs = new BoundedMap<Run>(RUNS_KEPT)

  /** When identities are without end (a code taken from remote input), those of a rule spend one budget together. */
  function isCrowded(budget: Budget, now: number): boolean {
    const oldest = runs.size < RUNS_KEPT ? undefined : runs.values().next().value
    return oldest !== undefined && now - oldest.last <= budget.per
  }

  return {
    spend(rule, identity, budget, now) {
      const own = `${rule} ${identity}`
      const key = !runs.has(own) && isCrowded(budget, now) ? rule : own
      const run = runs.get(key) ?? createRun(budget, now)
      if (run.count === 0) runs.set(key, run)
      return spendOne(run, budget, now)
    },
  }
}

interface Run {
  readonly window: RateWindow
  count: number
  first: number
  last: number
  silentUntil: number
  silence: number
}

function createRun(budget: Budget, now: number): Run {
  return { window: createRateWindow(budget.per), count: 0, first: now, last: now, silentUntil: 0, silence: 0 }
}

function spendOne(run: Run, budget: Budget, now: number): Escalation | undefined {
  // A clock that was set back would keep a run silent until it has caught up.
  if (run.last - now > budget.per) Object.assign(run, createRun(budget, now))
  if (now - run.last > budget.per) Object.assign(run, { count: 0, first: now })
  run.last = now
  run.count += 1
  const recent = run.window.add(now)
  if (recent <= budget.max) {
    if (now >= run.silentUntil) run.silence = 0
    return undefined
  }
  if (now < run.silentUntil) return undefined
  run.silence = Math.min(LONGEST_SILENCE, run.silence * 2 || FIRST_SILENCE)
  run.silentUntil = now + run.silence
  return { count: run.count, first: run.first, last: now, budget }
}
