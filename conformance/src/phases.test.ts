import { describe, expect, test } from 'vitest'
import { runScenario, runToEnd } from './run-scenario.ts'
import type { SignalInput } from './scenarios/signals.ts'
import { MAJORS } from './sdks.ts'
import { titles } from './titles.ts'

describe.each(MAJORS)('%s', (sdk) => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'lets %s end a process that does not listen to it',
    async (signal) => {
      const input: SignalInput = { listener: 'none', signal }
      const run = await runScenario(sdk, 'signals', { input })
      expect(run).toMatchObject({ signal, code: null })
      expect(titles(run.events)).toEqual(['while running'])
    },
  )

  test.each(['on', 'once'] as const)(
    'knows of the shutdown before a listener added with %s',
    async (listener) => {
      const input: SignalInput = { listener, signal: 'SIGTERM' }
      const { events } = await runToEnd(sdk, 'signals', { input })
      expect(titles(events)).toEqual(['a bug while stopping', 'while running'])
    },
  )

  test('says in which phase an event happened', async () => {
    const { events } = await runToEnd(sdk, 'phases')
    const phases = events.map((event) => [titles([event])[0], event.contexts?.['noise']?.['phase']])
    expect(Object.fromEntries(phases)).toEqual({
      'at the start': 'startup',
      'just before half a minute': 'startup',
      'after half a minute': undefined,
      'after markShutdown': 'shutdown',
      'markRunning cannot call it off': 'shutdown',
    })
  })

  test('reports of an attempt that is tried again only bugs, and of the last one everything', async () => {
    const { events } = await runToEnd(sdk, 'attempts')
    const attempts = events.map(({ tags, contexts }) => [tags?.['error.identity'], contexts?.['attempt']])
    expect(Object.fromEntries(attempts)).toEqual({
      'node:Error#EPIPE': { number: 3, of: 3 },
      'node:Error#ETIMEDOUT': { number: 2, of: 2 },
      'app:Error': { number: 1, of: 2 },
    })
    expect(events).toHaveLength(3)
  })
})
