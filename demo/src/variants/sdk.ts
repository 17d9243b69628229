import * as Sentry from '@sentry/node'
import { COMMON, createLoggerIntegration } from './options.ts'

/** The SDK as the story had it: defaults, tracing on, error records become events. */
Sentry.init({ ...COMMON, integrations: [createLoggerIntegration()] })

export const fastifyOptions = {}
