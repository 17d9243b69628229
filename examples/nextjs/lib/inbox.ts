import { printArrival, printHeldBack } from './terminal'

/** One event as the inbox shows it. */
export interface Arrival {
  readonly side: Side
  readonly title: string
  readonly identity: string
  readonly at: number
}

/** What one of the three sides held back, rule by rule. */
export interface HeldBack {
  readonly rule: string
  readonly identity: string
  readonly reason: string
  readonly count: number
}

export const SIDES = ['server', 'edge', 'browser'] as const
export type Side = (typeof SIDES)[number]

export interface Inbox {
  readonly arrivals: Arrival[]
  /** The ledger of each server process, runtime and page load, by a name of its own. */
  readonly heldBack: Map<string, { side: Side; entries: readonly HeldBack[] }>
}

/** Next gives each route a copy of this module, so the one inbox lives where all copies find it. */
const shared = globalThis as { inbox?: Inbox }

export function findInbox(): Inbox {
  shared.inbox ??= { arrivals: [], heldBack: new Map() }
  return shared.inbox
}

export function addArrival(arrival: Arrival): void {
  findInbox().arrivals.push(arrival)
  printArrival(arrival)
}

/** Takes in the newest ledger of one source and prints what it holds back more than before. */
export function setHeldBack(source: string, side: Side, entries: readonly HeldBack[]): void {
  const inbox = findInbox()
  const before = inbox.heldBack.get(source)?.entries ?? []
  inbox.heldBack.set(source, { side, entries })
  for (const entry of entries) {
    const known = before.find(({ rule, identity }) => rule === entry.rule && identity === entry.identity)
    if (entry.count > (known?.count ?? 0)) printHeldBack(side, entry)
  }
}
