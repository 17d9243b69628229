import { describe, expect, it } from 'vitest'
import { interleave, pairedRatio } from './interleave.ts'
import { median, summarize } from './statistics.ts'

describe('statistics', () => {
  it('takes the middle of an odd number of samples, in any order', () => {
    expect(median([3, 1, 2])).toBe(2)
  })

  it('takes what lies between the two in the middle of an even number', () => {
    expect(summarize([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 })
  })

  it('compares the sides round by round, so that a slow round changes nothing', () => {
    expect(pairedRatio([2, 200, 2], [1, 100, 1])).toBe(2)
  })
})

describe('interleave', () => {
  it('turns the order around from round to round and keeps the warm-up out of the samples', async () => {
    const order: string[] = []
    const sides = ['a', 'b'].map((name) => ({ operations: 1, run: () => void order.push(name) }))
    const samples = await interleave(sides, { rounds: 2, warmup: 1, onRound: () => undefined })
    expect(order.join('')).toBe('baabba')
    expect(samples.map((side) => side.length)).toEqual([2, 2])
  })
})
