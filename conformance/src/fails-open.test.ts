import type { LedgerSnapshot } from '@sentry-presets/core'
import type { ErrorEvent } from 'sentry-10'
import { describe, expect, test } from 'vitest'
import { hostileValues } from './hostile-values.ts'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

const NO_EVENT = 'instead of an event or null'
const OUTCOMES: Record<string, string> = {
  throws: 'broken hook',
  rejects: 'broken hook',
  'answers nothing': `beforeSend returned Undefined ${NO_EVENT}`,
  'answers nothing later': `beforeSend returned Undefined ${NO_EVENT}`,
  'answers a text': `beforeSend returned String ${NO_EVENT}`,
  changes: 'yes',
  'changes later': 'yes',
}

describe.each(MAJORS)('%s', (sdk) => {
  test('sends every hostile value once', async () => {
    const { events } = await runToEnd(sdk, 'hostile')
    expect(tagged(events, 'value')).toEqual(Object.keys(hostileValues()).sort())
  })

  test('sends an event on which a rule fails, once, and says so on it', async () => {
    const { events } = await runToEnd(sdk, 'throwing-matcher')
    expect(tagged(events, 'noise.failure')).toEqual(['the early rule is broken', 'the late rule is broken'])
  })

  test("sends an event on which the user's beforeSend fails, once, and says so on it", async () => {
    const { events, result } = await runToEnd<LedgerSnapshot>(sdk, 'user-before-send')
    expect(tagged(events, 'hook')).toEqual(Object.keys(OUTCOMES).sort())
    for (const { tags } of events) {
      expect(tags?.['noise.failure'] ?? tags?.['changed']).toBe(OUTCOMES[String(tags?.['hook'])])
    }
    expect(result).toMatchObject({ captured: 9, sent: 7, discarded: 2, heldBack: 0, inFlight: 0 })
  })
})

function tagged(events: readonly ErrorEvent[], tag: string): string[] {
  return events.map(({ tags }) => String(tags?.[tag])).sort()
}
