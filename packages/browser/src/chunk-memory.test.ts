import type { Decision } from '@sentry-presets/core/lean'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHUNK_AGAIN, CHUNK_RULE } from './browser-rules.js'
import { createChunkMemory } from './chunk-memory.js'

const MINUTE = 60_000
const clock = { now: 0 }

beforeEach(() => {
  clock.now = 1_000_000
  vi.stubGlobal('sessionStorage', createStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a chunk that cannot be loaded', () => {
  it('does not persist when it is the first', () => {
    expect(loadPage('a')).toEqual([])
  })

  it('does not persist within the page load in which it is seen', () => {
    const memory = createChunkMemory(() => clock.now, [CHUNK_RULE])
    memory.recall('a')
    memory.remember(holdBack(CHUNK_RULE))
    expect(memory.conditions()).toEqual([])
  })

  it.each([
    { what: 'the same release, a moment later', release: 'a', later: MINUTE, isPersistent: true },
    { what: 'the same release, hours later', release: 'a', later: 300 * MINUTE, isPersistent: true },
    { what: 'another release, a moment later', release: 'b', later: 4 * MINUTE, isPersistent: true },
    { what: 'another release, hours later', release: 'b', later: 300 * MINUTE, isPersistent: false },
    { what: 'no release, hours later', release: undefined, later: 300 * MINUTE, isPersistent: false },
  ])('of $what: persists $isPersistent', ({ release, later, isPersistent }) => {
    loadPage('a', CHUNK_RULE)
    clock.now += later
    expect(loadPage(release)).toEqual(isPersistent ? [CHUNK_AGAIN] : [])
  })

  it('persists where no release is known on either load', () => {
    loadPage(undefined, CHUNK_RULE)
    clock.now += 300 * MINUTE
    expect(loadPage(undefined)).toEqual([CHUNK_AGAIN])
  })

  it('is remembered over loads in which nothing failed', () => {
    loadPage('a', CHUNK_RULE)
    clock.now += 300 * MINUTE
    loadPage('b')
    expect(loadPage('a')).toEqual([CHUNK_AGAIN])
  })

  it('is not remembered for what other rules hold back', () => {
    loadPage('a', 'browser/aborted')
    expect(loadPage('a')).toEqual([])
  })

  it.each([
    ['is blocked', undefined],
    ['is full', createStorage({ setItem: refuse })],
    ['holds something else', createStorage({ getItem: () => '{' })],
  ])('persists where the storage %s', (_, storage) => {
    vi.stubGlobal('sessionStorage', storage)
    expect(loadPage('a')).toEqual([CHUNK_AGAIN])
  })

  it('persists from then on where the storage refuses the failure itself', () => {
    const memory = createChunkMemory(() => clock.now, [CHUNK_RULE])
    memory.recall('a')
    vi.stubGlobal('sessionStorage', createStorage({ setItem: refuse }))
    memory.remember(holdBack(CHUNK_RULE))
    expect(memory.conditions()).toEqual([CHUNK_AGAIN])
  })
})

/** One page load in the same tab: what is known at its start, and then perhaps something that is held back. */
function loadPage(release: string | undefined, rule?: string): readonly string[] {
  const memory = createChunkMemory(() => clock.now, [CHUNK_RULE])
  memory.recall(release)
  const conditions = memory.conditions()
  if (rule !== undefined) memory.remember(holdBack(rule))
  return conditions
}

function holdBack(rule: string): Decision {
  return {
    action: 'hold-back',
    verdict: 'transient',
    rule,
    identity: 'app:TypeError',
    reason: 'A test says so.',
    isHealthy: true,
    heldBackBefore: 0,
  }
}

function createStorage(own: Partial<Storage> = {}): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    ...own,
  }
}

function refuse(): never {
  throw new Error('QuotaExceededError')
}
