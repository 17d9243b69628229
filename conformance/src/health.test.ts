import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

test.each(MAJORS)('%s: counts a request as failed only for what was no noise', async (sdk) => {
  expect(await sumSessions(sdk, ['/fine', '/noise', '/noise'])).toEqual({ exited: 3, errored: 0, crashed: 0 })
  const bugs = ['/noise', '/bug', '/noise-then-bug', '/bug-then-noise']
  expect(await sumSessions(sdk, bugs)).toEqual({ exited: 1, errored: 3, crashed: 0 })
})

test.each(MAJORS)(
  '%s: counts a request that nobody saved as crashed, also when it is not news',
  async (sdk) => {
    const paths = ['/unhandled-bug', '/unhandled-noise', '/unhandled-noise', '/fine']
    expect(await sumSessions(sdk, paths)).toEqual({ exited: 1, errored: 0, crashed: 3 })
  },
)

async function sumSessions(sdk: (typeof MAJORS)[number], paths: readonly string[]) {
  const { aggregates } = await runToEnd(sdk, 'health', { input: paths })
  const total = { exited: 0, errored: 0, crashed: 0 }
  for (const { exited = 0, errored = 0, crashed = 0 } of aggregates) {
    total.exited += exited
    total.errored += errored
    total.crashed += crashed
  }
  return total
}
