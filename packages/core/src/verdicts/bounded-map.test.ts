import { describe, expect, it } from 'vitest'
import { BoundedMap } from './bounded-map.js'

describe('a bounded map', () => {
  it('forgets the entry used longest ago', () => {
    const map = new BoundedMap<number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.get('a')
    map.set('c', 3)
    expect(map.get('b')).toBeUndefined()
    expect([...map.entries()]).toEqual([
      ['a', 1],
      ['c', 3],
    ])
  })

  it('makes no room for an entry it has', () => {
    const map = new BoundedMap<number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.set('a', 3)
    expect([...map.entries()]).toEqual([
      ['b', 2],
      ['a', 3],
    ])
  })

  it('never holds more than its capacity', () => {
    const map = new BoundedMap<number>(10)
    for (let key = 0; key < 1_000; key++) map.set(String(key), key)
    expect(map.size).toBe(10)
    expect(map.get('999')).toBe(999)
    expect(map.get('0')).toBeUndefined()
  })

  it('can be emptied', () => {
    const map = new BoundedMap<number>(2)
    map.set('a', 1)
    map.clear()
    expect([map.size, map.get('a')]).toEqual([0, undefined])
  })
})
