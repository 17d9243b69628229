export interface Random {
  /** A number from 0 up to 1. */
  next(): number
  integer(below: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** Mulberry32: small, seeded, the same everywhere. */
export function createRandom(seed: string): Random {
  let state = hash(seed)

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }

  const integer = (below: number) => Math.floor(next() * below)
  return { next, integer, pick: (items) => items[integer(items.length)] ?? items[0] }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value
}
