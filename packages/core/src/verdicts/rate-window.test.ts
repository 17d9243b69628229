import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateWindow } from './rate-window.js'

const START = Date.UTC(2026, 0, 1)

describe('a rate window', () => {
  it('counts what happened within its length, exact to a tenth of it', () => {
    const gaps = fc.array(fc.oneof(fc.nat(30), fc.nat(3_000)), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(fc.constantFrom(10, 100, 333, 1_000), fc.nat(5_000), gaps, (length, offset, steps) => {
        const window = createRateWindow(length)
        const times: number[] = []
        let now = START + offset
        for (const step of steps) {
          now += step
          times.push(now)
          const count = window.add(now)
          expect(count).toBeGreaterThanOrEqual(countSince(times, now - length * 0.9))
          expect(count).toBeLessThanOrEqual(countSince(times, now - length))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('works for any clock, one that starts at zero or below included', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.nat(20), (start, count) => {
        const window = createRateWindow(100)
        for (let index = 0; index < count; index++) window.add(start)
        expect(window.add(start)).toBe(count + 1)
        expect(window.add(start + 100)).toBe(1)
      }),
    )
  })

  it('reads a clock that steps back a little as standing still', () => {
    const window = createRateWindow(1_000)
    window.add(START)
    expect(window.add(START - 500)).toBe(2)
    expect(window.add(START)).toBe(3)
    expect(window.add(START + 1_000)).toBe(1)
  })

  it('begins anew when the clock steps back further than the window', () => {
    const window = createRateWindow(1_000)
    for (let index = 0; index < 50; index++) window.add(START)
    expect(window.add(START - 86_400_000)).toBe(1)
    expect(window.add(START - 86_400_000 + 2_000)).toBe(1)
  })
})

function countSince(times: readonly number[], since: number): number {
  return times.filter((time) => time > since).length
}
