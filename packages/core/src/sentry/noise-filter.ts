import { composeNoiseFilter, type NoiseFilter } from './compose-noise-filter.js'
import { CORE } from '../options/config-error.js'
import { type EngineSetup, toEngineParts } from '../engine.js'
import { createReporter } from '../ledger/reporter.js'
import { createSessionKeeper } from './session-keeper.js'

/**
 * The filter with everything core has: options are checked and explained, request sessions kept, reports made.
 * @throws {ConfigError} for anything wrong in the options or in the libraries
 */
export function createNoiseFilter(setup: EngineSetup): NoiseFilter {
  const { options, onHoldBack, place = CORE } = setup
  return composeNoiseFilter({
    ...toEngineParts(setup),
    sessions: createSessionKeeper(options.sdk),
    createReporter: (snapshot) => createReporter(options, snapshot, place),
    ...(options.now && { now: options.now }),
    ...(onHoldBack && { onHoldBack }),
  })
}
