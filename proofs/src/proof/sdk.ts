import { nodePreset } from '@sentry-presets/node'
import * as Sentry from '@sentry/node'
import type { ErrorEvent } from '@sentry/node'
import { pino } from 'pino'

/** Sent events, in the order in which they came to the transport. */
export const arrived: ErrorEvent[] = []

/** What the clock of the preset shows; each error is given a day of its own, so that none spends another's budget. */
export const clock = { now: Date.now() }

const others = process.listeners('unhandledRejection')

Sentry.init(
  nodePreset(
    {
      dsn: 'https://public@sentry.test/1',
      tracesSampleRate: 1,
      // Nothing leaves the machine: this stands for the way to Sentry's server.
      transport: () => ({
        async send([, items]) {
          for (const [{ type }, payload] of items) if (type === 'event') arrived.push(payload as ErrorEvent)
          return {}
        },
        flush: async () => true,
      }),
      integrations: [
        Sentry.onUnhandledRejectionIntegration({ mode: 'none' }),
        Sentry.pinoIntegration({ error: { levels: ['error', 'fatal'] } }),
      ],
    },
    { sdk: Sentry, now: () => clock.now },
  ),
)

/** The SDK's and the preset's own listeners, with which the test runner would otherwise share the rejection. */
const sentryListeners = process
  .listeners('unhandledRejection')
  .filter((listener) => !others.includes(listener))

/** What Node does when a promise is rejected and nobody handles it, told to nobody but Sentry. */
export function rejectUnhandled(reason: unknown): void {
  const promise = Promise.reject(reason)
  promise.catch(() => {})
  for (const listener of sentryListeners) listener(reason, promise)
}

/** Writes to nowhere; the SDK listens to it. */
export const log = pino({ name: 'app', level: 'error' }, { write() {} })
