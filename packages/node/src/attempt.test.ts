import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { attempt, currentAttempt } from './attempt.js'

test('answers what it runs, and knows the attempt across waits', async () => {
  const seen = await attempt({ number: 2, of: 3 }, async () => {
    await setImmediate()
    return currentAttempt()
  })
  expect(seen).toEqual({ number: 2, of: 3 })
  expect(currentAttempt()).toBeUndefined()
})

test('keeps attempts that run side by side apart', async () => {
  const seen = await Promise.all(
    [1, 2, 3].map((number) =>
      attempt({ number, of: 3 }, async () => {
        await setImmediate()
        return currentAttempt()?.number
      }),
    ),
  )
  expect(seen).toEqual([1, 2, 3])
})

test('goes by the inner of two', () => {
  const seen = attempt({ number: 1, of: 2 }, () => attempt({ number: 4, of: 5 }, currentAttempt))
  expect(seen).toEqual({ number: 4, of: 5 })
})

test.for([
  [0, 3],
  [1.5, 3],
  [1, 0],
  [Number.NaN, 3],
])('refuses attempt %d of %d', ([number = 0, of = 0]) => {
  expect(() => attempt({ number, of }, () => undefined)).toThrow(
    `[@sentry-presets/node] attempt: number ${number} of ${of} makes no sense. Both are whole and counted from 1.`,
  )
})
