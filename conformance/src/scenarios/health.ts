import { visitExpress } from '../app-server.ts'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** Real requests, whose outcome release health is to get right. */
export const run: Scenario<string[]> = (context) => {
  const { Sentry, init, input } = context
  init({ transient: ['app:#E_BUSY'] }, { release: 'companion@1.0.0' })
  function captureNoise(): string {
    Sentry.captureException(systemError('ECONNRESET'))
    return 'answered by the fallback'
  }
  function captureBug(): string {
    Sentry.captureException(new Error('a bug'))
    return 'answered all the same'
  }
  const routes = {
    '/fine': () => 'fine',
    '/noise': captureNoise,
    '/bug': captureBug,
    '/noise-then-bug': () => captureNoise() + captureBug(),
    '/bug-then-noise': () => captureBug() + captureNoise(),
    '/unhandled-bug': () => Promise.reject(new Error('nobody caught it')),
    '/unhandled-noise': () => Promise.reject(systemError('EPIPE')),
  }
  return visitExpress(context, routes, input)
}
