import { describe, expect, it } from 'vitest'
import { createRecentNoise } from './recent-noise.js'

const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

describe('recent noise', () => {
  it('is nothing at first', () => {
    expect(createRecentNoise().take(START)).toBeUndefined()
  })

  it('is told once, identity by identity', () => {
    const recent = createRecentNoise()
    for (let index = 0; index < 12; index++) recent.add('openai:RateLimitError', START)
    recent.add('pg:Error', START)
    expect(recent.take(START)).toEqual({ 'openai:RateLimitError': 12, 'pg:Error': 1 })
    expect(recent.take(START)).toBeUndefined()
  })

  it('is forgotten after five minutes', () => {
    const recent = createRecentNoise()
    recent.add('a:A', START)
    expect(recent.take(START + 5 * MINUTE + 1)).toBeUndefined()
  })

  it('counts anew after a pause of five minutes', () => {
    const recent = createRecentNoise()
    recent.add('a:A', START)
    recent.add('a:A', START + 6 * MINUTE)
    expect(recent.take(START + 6 * MINUTE)).toEqual({ 'a:A': 1 })
  })

  it('never names more than twenty', () => {
    const recent = createRecentNoise()
    for (let index = 0; index < 1_000; index++) recent.add(`a:A#${index}`, START)
    const taken = recent.take(START) ?? {}
    expect(Object.keys(taken)).toHaveLength(20)
    expect(taken).toHaveProperty(['a:A#999'], 1)
  })
})
