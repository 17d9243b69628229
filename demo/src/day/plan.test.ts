import { expect, test } from 'vitest'
import { planDay } from './plan.ts'
import { DEPLOYS, STORY } from './story.ts'
import { TICKS } from './tick.ts'

test('plans the same day for the same seed, and another for another', () => {
  expect(planDay('a')).toEqual(planDay('a'))
  expect(planDay('a')).not.toEqual(planDay('b'))
})

test('has every moment of the story on a tick of the day', () => {
  const day = planDay('a')

  expect(day).toHaveLength(TICKS)
  expect(STORY.every(({ tick }) => Number.isInteger(tick) && tick < TICKS)).toBe(true)
  expect(day.filter(({ deploy }) => deploy).map(({ number }) => number)).toEqual(DEPLOYS)
  for (const { tick, calls = [] } of STORY)
    expect(day[tick]?.calls).toEqual(expect.arrayContaining([...calls]))
})
