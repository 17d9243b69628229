import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

const CASES = MAJORS.flatMap((sdk) =>
  (['express', 'fastify'] as const).map((framework) => ({ sdk, framework })),
)

test.for(CASES)(
  '$sdk: reports an upstream 403 out of $framework, but not our own',
  async ({ sdk, framework }) => {
    const { events, result } = await runToEnd<number[]>(sdk, 'upstream-status', { input: framework })
    expect(result).toEqual([403, 403, 500, 404])
    const reported = events.map(({ tags }) => String(tags?.['error.identity'])).sort()
    expect(reported).toEqual(['app:Error', 'openai:PermissionDeniedError'])
  },
)
