import { describe, expect, it } from 'vitest'
import type { Decision } from '../verdicts/decision.js'
import { createLedger } from './ledger.js'

const START = Date.UTC(2026, 0, 1)

function heldBack(rule: string, identity: string): Decision {
  return {
    action: 'hold-back',
    verdict: 'transient',
    rule,
    identity,
    reason: 'So.',
    isHealthy: true,
    heldBackBefore: 0,
  }
}

describe('the ledger', () => {
  it('is empty at first', () => {
    expect(createLedger().snapshot()).toEqual({
      captured: 0,
      sent: 0,
      heldBack: 0,
      discarded: 0,
      inFlight: 0,
      escalated: 0,
      failures: 0,
      entries: [],
    })
  })

  it('counts by rule and identity with first and last time', () => {
    const ledger = createLedger()
    ledger.holdBack(heldBack('r', 'a:A'), START)
    ledger.holdBack(heldBack('r', 'a:A'), START + 5)
    ledger.holdBack(heldBack('r', 'a:B'), START + 7)
    expect(ledger.snapshot().entries).toEqual([
      {
        rule: 'r',
        identity: 'a:A',
        verdict: 'transient',
        reason: 'So.',
        count: 2,
        first: START,
        last: START + 5,
      },
      {
        rule: 'r',
        identity: 'a:B',
        verdict: 'transient',
        reason: 'So.',
        count: 1,
        first: START + 7,
        last: START + 7,
      },
    ])
  })

  it('knows what is on its way', () => {
    const ledger = createLedger()
    for (let index = 0; index < 10; index++) ledger.add('captured')
    ledger.holdBack(heldBack('r', 'a:A'), START)
    ledger.add('discarded')
    ledger.send(undefined)
    expect(ledger.snapshot()).toMatchObject({ captured: 10, heldBack: 1, discarded: 1, sent: 1, inFlight: 7 })
  })

  it('stays exact and bounded under identities without end', () => {
    const ledger = createLedger()
    for (let index = 0; index < 20_000; index++)
      ledger.holdBack(heldBack(`r${index % 3}`, `a:A#${index}`), START)
    const { entries, heldBack: total } = ledger.snapshot()
    expect(entries.length).toBeLessThanOrEqual(1_003)
    expect(total).toBe(20_000)
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(20_000)
    expect(
      entries
        .filter(({ identity }) => identity === '(other)')
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['r0', 'r1', 'r2'])
  })

  it('goes on counting an identity that had its entry before the bound', () => {
    const ledger = createLedger()
    for (let index = 0; index < 2_000; index++) ledger.holdBack(heldBack('r', `a:A#${index}`), START)
    ledger.holdBack(heldBack('r', 'a:A#0'), START)
    expect(ledger.snapshot().entries[0]).toMatchObject({ identity: 'a:A#0', count: 2 })
  })

  it('hands out copies', () => {
    const ledger = createLedger()
    ledger.holdBack(heldBack('r', 'a:A'), START)
    const before = ledger.snapshot()
    ledger.holdBack(heldBack('r', 'a:A'), START + 1)
    expect(before.entries[0]).toMatchObject({ count: 1, last: START })
  })
})
