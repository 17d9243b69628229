import { annotateFully } from './annotate-fully.js'
import { type ComposedFilter, composeNoiseFilter, type FilterIntegration } from './compose-noise-filter.js'
import { CORE } from '../options/config-error.js'
import { type EngineSetup, toEngineParts } from '../engine.js'
import { createRecentNoise } from '../ledger/recent-noise.js'
import { createReporter } from '../ledger/reporter.js'
import type { SentryClient } from './sentry-shapes.js'
import { createSessionKeeper } from './session-keeper.js'

/** The filter with everything core has. */
export interface NoiseFilter extends ComposedFilter {
  readonly integration: NoiseIntegration
}

/** The first hook, which also reports. */
export interface NoiseIntegration extends FilterIntegration {
  setup(client: SentryClient): void
  /** Calls `onReport` now. */
  readonly report: () => void
}

/**
 * Checks the options and explains what is wrong with them, keeps request sessions, makes reports.
 * @throws {ConfigError} for anything wrong in the options or in the libraries
 */
export function createNoiseFilter(setup: EngineSetup): NoiseFilter {
  const { options, onHoldBack, place = CORE } = setup
  const sessions = createSessionKeeper(options.sdk)
  const { integration, beforeSend } = composeNoiseFilter({
    ...toEngineParts(setup),
    ...(options.now && { now: options.now }),
    annotate: annotateFully,
    recent: createRecentNoise(),
    follow() {
      const session = sessions.current()
      return (decision, time) => {
        if (decision?.isHealthy) sessions.restore(session)
        else sessions.confirm(session)
        if (decision) reporter.tick(time)
        if (decision?.action === 'hold-back') onHoldBack?.(decision)
      }
    },
  })
  const reporter = createReporter(options, integration.snapshot, place)
  const { report } = reporter

  return {
    beforeSend,
    integration: { ...integration, report, setup: (client) => void client.on?.('close', report) },
  }
}
