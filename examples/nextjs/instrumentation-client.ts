import { nextjsClientPreset } from '@sentry-presets/nextjs/client'
import * as Sentry from '@sentry/nextjs'
import { clientDestination } from './lib/destination'
import { sendLedger } from './lib/send-ledger'

Sentry.init(nextjsClientPreset({ ...clientDestination(), tracesSampleRate: 0 }))

sendLedger()

export const onRouterTransitionStart = Sentry.captureRouterTransitionStart
