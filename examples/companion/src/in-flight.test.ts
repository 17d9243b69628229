import { expect, test } from 'vitest'
import { createInFlight } from './in-flight.js'

test('is idle at once when nothing runs', async () => {
  await expect(createInFlight().idle()).resolves.toBeUndefined()
})

test('waits for work that fails, too, and leaves the failure to whoever started it', async () => {
  const inFlight = createInFlight()
  const failures: unknown[] = []
  void inFlight.run(() => Promise.reject(new Error('no'))).catch((error: unknown) => failures.push(error))

  await inFlight.idle()

  expect(failures).toEqual([new Error('no')])
})
