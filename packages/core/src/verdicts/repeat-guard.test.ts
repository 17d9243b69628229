import { describe, expect, it } from 'vitest'
import { createRepeatGuard, type RepeatGuard } from './repeat-guard.js'

const START = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000

describe('the repeat guard', () => {
  it('sends the 1st, 2nd, 4th, 8th, … beyond the free ones', () => {
    expect(sentNumbers(createRepeatGuard({ free: 0, quiet: HOUR }), 70)).toEqual([1, 2, 4, 8, 16, 32, 64])
    expect(sentNumbers(createRepeatGuard({ free: 3, quiet: HOUR }), 20)).toEqual([1, 2, 3, 4, 5, 7, 11, 19])
  })

  it('says with each how many were held back since the last one', () => {
    const guard = createRepeatGuard({ free: 0, quiet: HOUR })
    const sent = occurrences(guard, 16).filter(({ isSent }) => isSent)
    expect(sent.map(({ heldBack }) => heldBack)).toEqual([0, 0, 1, 3, 7])
  })

  it('loses no occurrence from its counts', () => {
    const all = occurrences(createRepeatGuard({ free: 10, quiet: HOUR }), 1_034)
    const sent = all.filter(({ isSent }) => isSent)
    expect(sent.at(-1)?.number).toBe(1_034)
    expect(sent.reduce((sum, { heldBack }) => sum + heldBack + 1, 0)).toBe(1_034)
  })

  it('begins anew after a quiet time and says what was held back before it', () => {
    const guard = createRepeatGuard({ free: 0, quiet: HOUR })
    for (let index = 0; index < 7; index++) guard.admit('a', START)
    expect(guard.admit('a', START + HOUR)).toMatchObject({ isSent: true, number: 8, heldBack: 3 })
    guard.admit('a', START + HOUR)
    expect(guard.admit('a', START + 2 * HOUR + 1)).toEqual({ isSent: true, number: 1, heldBack: 1 })
  })

  it('keeps keys apart', () => {
    const guard = createRepeatGuard({ free: 0, quiet: HOUR })
    for (let index = 0; index < 7; index++) guard.admit('a', START)
    expect(guard.admit('b', START)).toEqual({ isSent: true, number: 1, heldBack: 0 })
  })

  it('sends what it had to forget as if it were new', () => {
    const guard = createRepeatGuard({ free: 0, quiet: HOUR })
    for (let index = 0; index < 7; index++) guard.admit('first', START)
    for (let other = 0; other < 5_000; other++) guard.admit(`other ${other}`, START)
    expect(guard.admit('first', START)).toEqual({ isSent: true, number: 1, heldBack: 0 })
  })

  it('goes on with a run when the clock steps back, and ends it after the same quiet time', () => {
    const guard = createRepeatGuard({ free: 0, quiet: HOUR })
    guard.admit('a', START)
    expect(guard.admit('a', START - 24 * HOUR)).toMatchObject({ isSent: true, number: 2 })
    expect(guard.admit('a', START - 23 * HOUR + 1)).toMatchObject({ isSent: true, number: 1 })
  })
})

function occurrences(guard: RepeatGuard, count: number): ReturnType<RepeatGuard['admit']>[] {
  return Array.from({ length: count }, () => guard.admit('a', START))
}

function sentNumbers(guard: RepeatGuard, count: number): number[] {
  return occurrences(guard, count)
    .filter(({ isSent }) => isSent)
    .map(({ number }) => number)
}
