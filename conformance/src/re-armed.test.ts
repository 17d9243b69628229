import type { LedgerSnapshot } from '@sentry-presets/core'
import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS, WITH_AI_CAPTURE, WITH_PINO } from './sdks.ts'
import type { ReArmInput } from './scenarios/re-arm.ts'

const LOGGERS = { console: MAJORS, pino: WITH_PINO }
const CASES = (['console', 'pino'] as const).flatMap((logger) =>
  LOGGERS[logger].flatMap((sdk) => (['first', 'last'] as const).map((hook) => ({ sdk, logger, hook }))),
)

/** Each leaves the application somewhere else: as a rejection, through Express, through Fastify. */
const REPORTED = ['node:Error#ECONNRESET', 'node:Error#EPIPE', 'node:Error#UND_ERR_SOCKET']

test.for(CASES)(
  '$sdk: reports once what it held back of $logger in the $hook hook',
  async ({ sdk, ...input }) => {
    const { events } = await runToEnd(sdk, 're-arm', { input: input satisfies ReArmInput })
    expect(events.map(({ tags }) => String(tags?.['error.identity'])).sort()).toEqual(REPORTED)
    for (const { contexts } of events) {
      expect(contexts?.['noise']).toMatchObject({ origin: 'boundary', rule: 'node/connection-reset' })
    }
  },
)

test('reports a provider that failed inside its client once nobody has handled it', async () => {
  const { events, result } = await runToEnd<Answer>(WITH_AI_CAPTURE, 're-arm-openai', { input: 'unhandled' })
  expect(result.statuses).toEqual([503])
  expect(result.ledger).toMatchObject({ captured: 3, heldBack: 2, sent: 1 })
  expect(
    events.map(({ contexts, tags }) => [contexts?.['noise']?.['origin'], tags?.['error.identity']]),
  ).toEqual([['boundary', 'openai:InternalServerError']])
})

test('keeps quiet about a provider that failed where the application has an answer', async () => {
  const { events, result } = await runToEnd<Answer>(WITH_AI_CAPTURE, 're-arm-openai', { input: 'handled' })
  expect(result.statuses).toEqual([200])
  expect(result.ledger).toMatchObject({ captured: 2, heldBack: 2, sent: 0 })
  expect(events).toEqual([])
})

interface Answer {
  readonly statuses: number[]
  readonly ledger: LedgerSnapshot
}
