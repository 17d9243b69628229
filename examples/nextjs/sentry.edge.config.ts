import { nextjsEdgePreset } from '@sentry-presets/nextjs/edge'
import * as Sentry from '@sentry/nextjs'
import { serverDestination } from './lib/destination'

Sentry.init(nextjsEdgePreset({ ...serverDestination(), tracesSampleRate: 0 }))
