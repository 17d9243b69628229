import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

/** Eight thousand distinct errors fill every table; four thousand more would be a mebibyte if they were kept. */
const GROWTH_LIMIT = 512

test.each(MAJORS)('%s: remembers no more of many distinct errors than of some', async (sdk) => {
  const { result } = await runToEnd<number>(sdk, 'bounded', { execArgv: ['--expose-gc'] })
  expect(result).toBeLessThan(GROWTH_LIMIT)
})
