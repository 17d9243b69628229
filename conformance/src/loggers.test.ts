import type { ErrorEvent } from 'sentry-10'
import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS, WITH_PINO } from './sdks.ts'
import { titles } from './titles.ts'

test.for(WITH_PINO.flatMap((sdk) => (['name', 'module'] as const).map((field) => ({ sdk, field }))))(
  '$sdk: goes by the name a Pino logger has in $field, and by the error a record carries',
  async ({ sdk, field }) => {
    const { events } = await runToEnd(sdk, 'pino', { input: field })
    expect(titles(events)).toEqual(['a fatal line', 'bug in an operational module', 'line of another logger'])
  },
)

test.each(MAJORS)('%s: holds back console lines only where the console is operational', async (sdk) => {
  const bugs = ['bug behind a line', 'bug by itself']
  expect(titles((await runToEnd(sdk, 'console', { input: ['console'] })).events)).toEqual(bugs)
  expect(titles((await runToEnd(sdk, 'console', { input: [] })).events)).toEqual([
    'a line without an error',
    ...bugs,
  ])
})

test.each(MAJORS)('%s: makes events of what winston logs, and judges them as any record', async (sdk) => {
  const { events, discarded } = await runToEnd(sdk, 'winston')
  expect(Object.fromEntries(events.map(describe))).toEqual({
    'the error alone': ['core.llm', 'log', 'Error'],
    'the error after a text': ['core.llm', 'log', 'Error'],
    'the error in a field': ['core.llm', 'log', 'Error'],
    'the error as texts': ['core.tidy', 'log', 'TypeError'],
    'line of another logger': ['billing', 'log', undefined],
    'by module': ['core.voice', 'log', 'RangeError'],
  })
  expect(events).toHaveLength(6)
  expect(discarded).toEqual([{ reason: 'event_processor', category: 'error', quantity: 4 }])
})

test.each(MAJORS)('%s: leaves what nobody caught to the SDK, though winston logs it', async (sdk) => {
  const { events } = await runToEnd(sdk, 'winston-uncaught')
  expect(events.map(({ contexts }) => contexts?.['noise']?.['origin'])).toEqual(['boundary'])
})

function describe(event: ErrorEvent): [string, unknown[]] {
  const title = titles([event])[0] ?? ''
  const type = event.message === undefined ? event.exception?.values?.at(-1)?.type : undefined
  return [title, [event.tags?.['logger'], event.contexts?.['noise']?.['origin'], type]]
}
