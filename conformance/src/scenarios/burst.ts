import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** Every so many captures one is real. */
const REAL = 10

/** Two hundred captures in one tick, twenty of them real. */
export const run: Scenario<'preset' | 'beforeSend'> = ({ Sentry, init, dsn, input }) => {
  if (input === 'preset') init()
  else Sentry.init({ dsn, beforeSend: (event, hint) => (isNoise(hint.originalException) ? null : event) })
  for (let index = 0; index < 200; index++) {
    // Each with a text of its own, or SDK 11's Dedupe would take most of them for repeats.
    const noise = systemError('ECONNRESET', `read ECONNRESET by ${index}`)
    Sentry.captureException(index % REAL === 0 ? new Error(`real ${index / REAL}`) : noise)
  }
}

/** The same filter as an application writes it by hand. */
function isNoise(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}
