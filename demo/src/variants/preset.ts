import * as Sentry from '@sentry/node'
import { noise } from '@sentry-presets/example-companion/noise'
import { nodePreset, shouldHandleError } from '@sentry-presets/node'
import { clock } from '../app/clock.ts'
import { reportLedger } from '../app/report-ledger.ts'
import { COMMON, createLoggerIntegration } from './options.ts'

/** The companion's own preset, with the day's clock. */
Sentry.init(
  nodePreset(
    { ...COMMON, integrations: [createLoggerIntegration()] },
    { ...noise, sdk: Sentry, now: () => clock.now, onReport: reportLedger },
  ),
)

export const fastifyOptions = { shouldHandleError }
