import * as Sentry from '@sentry/node'
import { nodePreset } from '@sentry-presets/node'
import { noise } from './noise.js'

Sentry.init(
  nodePreset(
    {
      dsn: process.env.SENTRY_DSN,
      tracesSampleRate: 0.1,
      integrations: [Sentry.pinoIntegration({ error: { levels: ['error', 'fatal'] } })],
    },
    { ...noise, sdk: Sentry },
  ),
)
