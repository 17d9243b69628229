import type { LedgerSnapshot } from '@sentry-presets/core'
import type { ErrorEvent } from 'sentry-10'
import { describe, expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS, WITH_PINO } from './sdks.ts'
import { numbered, titles } from './titles.ts'

/** How many of the twenty the same filter saves as a hand-written `beforeSend`. SDK 9 has no queue to overflow. */
const SAVED_BY_HAND = { 'sentry-9': 20, 'sentry-10': 7, 'sentry-11': 7 }

describe.each(MAJORS)('%s', (sdk) => {
  test('sends or counts each of four hundred captures', async () => {
    const { events, discarded, result } = await runToEnd<LedgerSnapshot>(sdk, 'mix')
    expect(result).toMatchObject({
      captured: 400,
      sent: events.length,
      escalated: 2,
      inFlight: 0,
      failures: 0,
    })
    expect(result.heldBack).toBe(400 - events.length)
    expect(Object.fromEntries(result.entries.map(({ rule, count }) => [rule, count]))).toEqual({
      'node/connection-reset': 49,
      'options/control-flow/Redirect': 50,
      'options/expected/QuotaReached': 50,
      'options/transient/app:#E_MANY': 49,
    })
    const dropped = discarded.filter(({ category }) => category === 'error')
    expect(dropped.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(result.heldBack)

    const bugs = events.filter((event) => !isEscalation(event))
    expect(bugs).toHaveLength(200)
    expect(new Set(bugs.map(({ event_id }) => event_id)).size).toBe(200)
    expect(titles(bugs).filter((title) => title.startsWith('bug '))).toHaveLength(50)
  })

  test('gets twenty real errors of a burst of two hundred through', async () => {
    const { events } = await runToEnd(sdk, 'burst', { input: 'preset' })
    expect(titles(events.filter((event) => !isEscalation(event)))).toEqual(numbered('real', 20))
    expect(events.filter(isEscalation)).toHaveLength(1)

    const byHand = await runToEnd(sdk, 'burst', { input: 'beforeSend' })
    expect(byHand.events).toHaveLength(SAVED_BY_HAND[sdk])
  })
})

test.each(WITH_PINO)('%s: gets twenty real errors of a burst of log lines through', async (sdk) => {
  const { events } = await runToEnd(sdk, 'pino-burst')
  expect(titles(events)).toEqual(numbered('real', 20))
})

function isEscalation({ tags }: ErrorEvent): boolean {
  return tags?.['noise.escalated'] === 'true'
}
