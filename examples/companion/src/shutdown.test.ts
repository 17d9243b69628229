import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { stopInOrder } from './shutdown.js'

test('lets go last, whatever fails or hangs before', async () => {
  const steps: string[] = []
  const step = (name: string) => async () => void steps.push(name)

  await stopInOrder(5, {
    takeNoMore: [step('take no more'), () => Promise.reject(new Error('no'))],
    finish: [() => delay(60_000, undefined, { ref: false })],
    save: [step('save')],
    letGo: [step('let go')],
  })

  expect(steps).toEqual(['take no more', 'save', 'let go'])
})
