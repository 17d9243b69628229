import { BoundedMap } from './bounded-map.js'

/** What the guard says of one more occurrence. */
interface Occurrence {
  readonly isSent: boolean
  /** Which occurrence this is, counted from 1 since the run began. */
  readonly number: number
  /** How many were held back since the last one that was sent. */
  readonly heldBack: number
}

/** Lets the first occurrences of one thing through and then only some, so that a flood cannot starve the rest. */
export interface RepeatGuard {
  admit(key: string, now: number): Occurrence
}

export interface RepeatGuardOptions {
  /** How many of one key are sent one by one in a run; beyond them the 1st, 2nd, 4th, 8th, … is. */
  readonly free: number
  /** A run ends when nothing came for so long, in milliseconds. */
  readonly quiet: number
}

const KEYS_KEPT = 1_000

/**
 * Remembers the {@link KEYS_KEPT} keys seen last. What is forgotten is sent again as if it were new, so that a lack
 * of memory can never hold anything back.
 */
export function createRepeatGuard({ free, quiet }: RepeatGuardOptions): RepeatGuard {
  const runs = new BoundedMap<{ number: number; heldBack: number; last: number }>(KEYS_KEPT)
  return {
    admit(key, now) {
      const known = runs.get(key)
      if (!known || now - known.last > quiet) {
        runs.set(key, { number: 1, heldBack: 0, last: now })
        return { isSent: true, number: 1, heldBack: known?.heldBack ?? 0 }
      }
      known.last = now
      known.number += 1
      if (!isPowerOfTwo(known.number - free)) {
        known.heldBack += 1
        return { isSent: false, number: known.number, heldBack: known.heldBack }
      }
      const heldBack = known.heldBack
      known.heldBack = 0
      return { isSent: true, number: known.number, heldBack }
    },
  }
}

function isPowerOfTwo(beyond: number): boolean {
  return beyond <= 0 || Number.isInteger(Math.log2(beyond))
}
