import { createRequire } from 'node:module'
import type * as Presets from '@sentry-presets/node'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** The application imports the preset and something else in the process requires it. */
export const run: Scenario = async ({ Sentry, presets, init }) => {
  const required: typeof Presets = createRequire(import.meta.url)('@sentry-presets/node')
  const imported = await import('@sentry-presets/node')
  const other = presets.nodePreset === imported.nodePreset ? required : imported
  init()
  other.attempt({ number: 2, of: 2 }, () => Sentry.captureException(systemError('ECONNRESET')))
  return required.attempt !== imported.attempt
}
