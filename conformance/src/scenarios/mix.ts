import { setImmediate } from 'node:timers/promises'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

class QuotaReached extends Error {}
class Redirect extends Error {}

/** Four hundred captures of every verdict, from ten tasks at once. */
export const run: Scenario = async ({ Sentry, init, ledger }) => {
  init({
    expected: [QuotaReached],
    controlFlow: [Redirect],
    transient: ['app:#E_MANY'],
    budget: { max: 40, per: '10m' },
  })
  const kinds: ((index: number) => unknown)[] = [
    (index) => Sentry.captureException(new Error(`bug ${index}`)),
    (index) => Sentry.captureMessage(`message ${index}`),
    () => Sentry.captureException(systemError('ECONNRESET')),
    () => Sentry.captureException(new QuotaReached('enough for today')),
    () => Sentry.captureException(new Redirect('elsewhere')),
    (index) => Sentry.captureException(Object.assign(new Error(`again ${index}`), { code: 'E_MANY' })),
    (index) => Sentry.captureException(new TypeError(`undefined is not a function ${index}`)),
    (index) => Sentry.captureException({ rejected: index }),
  ]
  async function task(lane: number): Promise<void> {
    for (let index = lane; index < 400; index += 10) {
      kinds[index % kinds.length]?.(index)
      if (index % 3 === 0) await setImmediate()
    }
  }
  await Promise.all(Array.from({ length: 10 }, (_, lane) => task(lane)))
  await Sentry.flush(10_000)
  return ledger()
}
