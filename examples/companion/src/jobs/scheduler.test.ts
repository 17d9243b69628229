import { expect, test } from 'vitest'
import { createScheduler } from './scheduler.js'

const MINUTE = 60_000

test('runs a task once for each interval that has begun, by the clock it is given', async () => {
  const runs: string[] = []
  const task = (name: string, everyMinutes: number) => ({
    name,
    everyMinutes,
    run: async () => void runs.push(name),
  })
  const scheduler = createScheduler([task('often', 5), task('rarely', 15)], 0)

  for (const minute of [4, 5, 9, 10, 15]) await scheduler.runDue(minute * MINUTE)

  expect(runs).toEqual(['often', 'often', 'often', 'rarely'])
})

test('goes on with the others when one fails', async () => {
  const runs: string[] = []
  const fails = { name: 'fails', everyMinutes: 1, run: () => Promise.reject(new Error('no')) }
  const works = { name: 'works', everyMinutes: 1, run: async () => void runs.push('works') }

  await createScheduler([fails, works], 0).runDue(MINUTE)

  expect(runs).toEqual(['works'])
})
