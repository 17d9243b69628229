import type { LedgerReport } from '../app/protocol.ts'
import type { Arrival } from '../world/inbox.ts'
import type { RedisSource } from '../world/redis.ts'
import { BUGS, type Bug } from './bugs.ts'
import { isEscalation, readIdentity, readModule, readText } from './facts.ts'
import { groupOf, parameterize } from './issues.ts'

export interface Score {
  readonly events: number
  readonly issues: number
  readonly noise: number
  readonly escalations: number
  /** How many events show each planted bug; found or not. */
  readonly bugs: Readonly<Record<string, { readonly events: number; readonly found: boolean }>>
  /** What the noise was, most frequent first. */
  readonly noiseTexts: readonly (readonly [text: string, count: number])[]
}

export interface Result {
  readonly variant: string
  readonly seconds: number
  readonly score: Score
  readonly clientReports: Readonly<Record<string, number>>
  readonly items: Readonly<Record<string, number>>
  readonly ledger: LedgerReport | undefined
}

/** Judges a variant by what arrived, and by nothing else. */
export function score(arrivals: readonly Arrival[], bugs: readonly Bug[]): Score {
  const noise = arrivals.filter(
    (arrival) => !isEscalation(arrival.event) && !bugs.some((bug) => bug.shows(arrival)),
  )
  return {
    events: arrivals.length,
    issues: new Set(arrivals.map(({ event }) => groupOf(event))).size,
    noise: noise.length,
    escalations: arrivals.filter(({ event }) => isEscalation(event)).length,
    bugs: Object.fromEntries(bugs.map((bug) => [bug.id, count(bug, arrivals)])),
    noiseTexts: tally(noise),
  }
}

export function plantedBugs(redis: RedisSource): readonly Bug[] {
  return BUGS.filter(({ needsRedis }) => !needsRedis || redis !== 'absent')
}

function count(bug: Bug, arrivals: readonly Arrival[]): Score['bugs'][string] {
  const showing = arrivals.filter((arrival) => bug.shows(arrival))
  const escalated = showing.some(({ event }) => isEscalation(event))
  return { events: showing.length, found: escalated || showing.length >= (bug.volume ?? 1) }
}

function tally(arrivals: readonly Arrival[]): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { event } of arrivals) {
    const line = readText(event).split('\n').at(-1) ?? ''
    const text = `${readModule(event) ?? '-'}: ${parameterize(line)} ${readIdentity(event)}`.trim()
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].sort(([, one], [, other]) => other - one)
}
