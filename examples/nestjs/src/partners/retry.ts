import { setTimeout as delay } from 'node:timers/promises'

const WAIT_MS = 100

/** Runs something again after it has failed, and tells of each failure. */
export async function retry<T>(
  tries: number,
  run: () => Promise<T>,
  onFail: (error: unknown) => void,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      return await run()
    } catch (error) {
      onFail(error)
      if (number === tries) throw error
      await delay(WAIT_MS)
    }
  }
}
