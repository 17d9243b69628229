import { describe, expect, it } from 'vitest'
import { createBoundaryWindow } from './boundary-window.js'

const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('the boundary window', () => {
  it('lets the first of each hour through with the count held back before', () => {
    const window = createBoundaryWindow()
    expect(window.open('a', START)).toEqual({ heldBack: 0 })
    expect(window.open('a', START + 1)).toBeUndefined()
    expect(window.open('a', START + HOUR - 1)).toBeUndefined()
    expect(window.open('a', START + HOUR)).toEqual({ heldBack: 2 })
    expect(window.open('a', START + HOUR + 1)).toBeUndefined()
    expect(window.open('a', START + DAY)).toEqual({ heldBack: 1 })
  })

  it('keeps identities apart', () => {
    const window = createBoundaryWindow()
    window.open('a', START)
    expect(window.open('b', START)).toEqual({ heldBack: 0 })
  })

  it('does not open again when the clock steps back a little', () => {
    const window = createBoundaryWindow()
    window.open('a', START)
    expect(window.open('a', START - MINUTE)).toBeUndefined()
  })

  it('opens again when the clock steps back a day, instead of staying shut for one', () => {
    const window = createBoundaryWindow()
    window.open('a', START)
    expect(window.open('a', START - DAY)).toEqual({ heldBack: 0 })
    expect(window.open('a', START - DAY + 1)).toBeUndefined()
    expect(window.open('a', START - DAY + HOUR)).toEqual({ heldBack: 1 })
  })

  it('sends once more what it had to forget', () => {
    const window = createBoundaryWindow()
    window.open('first', START)
    for (let other = 0; other < 5_000; other++) window.open(`other ${other}`, START)
    expect(window.open('first', START)).toEqual({ heldBack: 0 })
  })
})
