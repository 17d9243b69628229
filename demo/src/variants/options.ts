import * as Sentry from '@sentry/node'
import { pinoEvents } from './pino-events.ts'

/** What all four variants have in common. */
export const COMMON = {
  dsn: process.env.SENTRY_DSN,
  release: process.env.DEMO_RELEASE,
  environment: 'production',
  tracesSampleRate: 0.05,
} satisfies Sentry.NodeOptions

/** The story's logger integration: error records become events. SDK 9 has none of its own for pino. */
export function createLoggerIntegration() {
  if (!('pinoIntegration' in Sentry)) return pinoEvents()
  return Sentry.pinoIntegration({ error: { levels: ['error', 'fatal'] } })
}
