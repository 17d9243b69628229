import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

test.each(MAJORS)('%s: connects to nothing but the endpoint of the DSN', async (sdk) => {
  const { result, port, requests, events } = await runToEnd<string[]>(sdk, 'connections')
  expect(result).toEqual([`127.0.0.1:${port}`])
  expect(new Set(requests.map(({ method, path }) => `${method} ${path}`))).toEqual(
    new Set(['POST /api/1/envelope/']),
  )
  expect(events).toHaveLength(3)
})
