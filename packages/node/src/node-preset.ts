import { catalog } from '@sentry-presets/catalog'
import {
  addOwnIntegrations,
  type BeforeSend,
  type ConfigPlace,
  createNoiseFilter,
  type NoiseFilter,
  type SentryIntegration,
  validateOptions,
} from '@sentry-presets/core'
import type { NodeOptions } from '@sentry/node'
import { currentAttempt } from './attempt.js'
import { withShouldHandleError } from './framework-integrations.js'
import { NODE_OPTION_KINDS, type NodeNoiseOptions } from './node-options.js'
import { createPhaseTracker, type PhaseTracker } from './phase-tracker.js'
import { createRejectionReasons } from './rejection-reasons.js'
import { selectDefaults, validatePolicy } from './select-integrations.js'

const PLACE: ConfigPlace = { package: 'node', path: '' }

/** Room for a burst in the client: with the SDK's 64 slots, noise that is still being read crowds out bugs. */
const BUFFER_SIZE = 10_000

/**
 * Options for `Sentry.init` that keep every integration on and hold back only noise.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(
 *   nodePreset(
 *     { dsn: process.env.SENTRY_DSN },
 *     { sdk: Sentry, transient: ['openai:RateLimitError'], operationalLoggers: ['core.llm'] },
 *   ),
 * )
 */
export function nodePreset<Options extends NodeOptions>(
  options: Options,
  noise: NodeNoiseOptions = {},
): Options {
  validateOptions(noise, NODE_OPTION_KINDS, PLACE)
  const { keep, disable, libraries = catalog, ...filterOptions } = noise
  const policy = { ...(keep && { keep }), ...(disable && { disable }) }
  validatePolicy(policy, PLACE)
  const phases = createPhaseTracker(noise.now ?? Date.now)
  const filter = createNoiseFilter({
    libraries,
    options: filterOptions,
    phase: phases.phase,
    attempt: currentAttempt,
    place: PLACE,
  })
  const first = toNodeIntegration(filter, phases)
  return {
    ...options,
    integrations: (defaults: Integration[]) => {
      const kept = withShouldHandleError(selectDefaults(defaults, policy, PLACE), noise.sdk)
      return [first, ...addOwnIntegrations(kept, options.integrations)]
    },
    transportOptions: { bufferSize: BUFFER_SIZE, ...options.transportOptions },
    // The filter's hook is written against the parts of event and hint that all SDK majors share.
    beforeSend: filter.beforeSend(options.beforeSend as BeforeSend | undefined),
  } as unknown as Options
}

type Integration = SentryIntegration

/** The filter begins to follow signals, and to report at the end, only once the SDK takes it in. */
function toNodeIntegration(filter: NoiseFilter, phases: PhaseTracker): Integration {
  const { integration } = filter
  const rejections = createRejectionReasons()
  return {
    ...integration,
    processEvent(event, hint) {
      rejections.restore(hint)
      return integration.processEvent(event, hint)
    },
    afterAllSetup(client) {
      if (client.getIntegrationByName?.('OnUnhandledRejection')) rejections.listen()
    },
    setup(client) {
      integration.setup(client)
      phases.listen()
      process.once('beforeExit', () => integration.report())
    },
  }
}
