import { nextjsServerPreset } from '@sentry-presets/nextjs/server'
import * as Sentry from '@sentry/nextjs'
import { serverDestination } from './lib/destination'

Sentry.init(
  nextjsServerPreset(
    {
      ...serverDestination(),
      tracesSampleRate: 0,
      // Next tells of an action it cannot find only by a warning on the console.
      integrations: [Sentry.captureConsoleIntegration({ levels: ['warn'] })],
    },
    { sdk: Sentry },
  ),
)
