import { setImmediate } from 'node:timers/promises'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** The same failure in the first and in the last attempt: captured by the application, and at a boundary. */
export const run: Scenario = async ({ Sentry, presets, init }) => {
  init()
  async function work(code: string): Promise<void> {
    await setImmediate()
    Sentry.captureException(systemError(code))
  }
  await presets.attempt({ number: 1, of: 3 }, () => work('ECONNRESET'))
  await presets.attempt({ number: 3, of: 3 }, () => work('EPIPE'))
  await work('UND_ERR_SOCKET')
  presets.attempt({ number: 1, of: 2 }, () => leave('ECONNREFUSED'))
  presets.attempt({ number: 2, of: 2 }, () => leave('ETIMEDOUT'))
  presets.attempt({ number: 1, of: 2 }, () =>
    Sentry.captureException(new Error('a bug in the first attempt')),
  )

  /** As a queue's integration reports what its worker did not catch, while the attempt still runs. */
  function leave(code: string): void {
    Sentry.captureException(systemError(code), { mechanism: { type: 'auto.queue.worker', handled: false } })
  }
}
