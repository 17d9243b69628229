import { BoundedMap } from '../verdicts/bounded-map.js'

/** What was held back lately, told on the next event that is sent. */
export interface RecentNoise {
  add(identity: string, now: number): void
  /** Identity by identity, how often in the last five minutes and not told before; undefined when never. */
  take(now: number): Readonly<Record<string, number>> | undefined
}

const MEMORY = 300_000
const IDENTITIES_KEPT = 20

export function createRecentNoise(): RecentNoise {
  const counts = new BoundedMap<{ count: number; last: number }>(IDENTITIES_KEPT)
  return {
    add(identity, now) {
      const known = counts.get(identity)
      if (known && now - known.last <= MEMORY) {
        known.count += 1
        known.last = now
      } else {
        counts.set(identity, { count: 1, last: now })
      }
    },
    take(now) {
      const recent: Record<string, number> = {}
      for (const [identity, { count, last }] of counts.entries()) {
        if (now - last <= MEMORY) recent[identity] = count
      }
      counts.clear()
      return Object.keys(recent).length > 0 ? recent : undefined
    },
  }
}
