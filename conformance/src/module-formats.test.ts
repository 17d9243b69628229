import { describe, expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'
import { numbered, titles } from './titles.ts'

describe.each(MAJORS)('%s', (sdk) => {
  test.each(['esm', 'cjs'] as const)('works where everything is loaded as %s', async (format) => {
    const { events } = await runToEnd(sdk, 'burst', { input: 'preset', format })
    expect(titles(events).filter((title) => title.startsWith('real '))).toEqual(numbered('real', 20))
  })

  test.each(['esm', 'cjs'] as const)(
    'shares the attempt with a second copy, loaded first as %s',
    async (format) => {
      const { events, result } = await runToEnd<boolean>(sdk, 'two-copies', { format })
      expect(result).toBe(true)
      expect(events.map(({ contexts }) => contexts?.['attempt'])).toEqual([{ number: 2, of: 2 }])
    },
  )
})
