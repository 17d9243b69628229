import { catalog } from '@sentry-presets/catalog'
import {
  addOwnIntegrations,
  type BeforeSend,
  createNoiseFilter,
  type Library,
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

/** What a preset for a framework says of itself, to build on this one. */
export interface NodePresetSetup {
  /** The package that complains about a bad option: `nestjs`. */
  readonly package: string
  /** The libraries whose rules apply where the application names none. */
  readonly libraries: readonly Library[]
  /** The field of a log record that names its logger, where the application names none. */
  readonly loggerName?: string
}

/** The parts of the SDK's options that a preset reads; its majors and its framework SDKs share them. */
export interface SdkOptions {
  readonly integrations?: unknown
  readonly transportOptions?: object | undefined
  readonly beforeSend?: unknown
}

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
  return applyNodePreset(options, noise, { package: 'node', libraries: catalog })
}

/**
 * {@link nodePreset} for the packages that build on it.
 *
 * @throws {ConfigError} in the name of `setup.package`
 */
export function applyNodePreset<Options extends SdkOptions>(
  options: Options,
  noise: NodeNoiseOptions,
  setup: NodePresetSetup,
): Options {
  const place = { package: setup.package, path: '' }
  validateOptions(noise, NODE_OPTION_KINDS, place)
  const { keep, disable, libraries = setup.libraries, ...filterOptions } = noise
  const policy = { ...(keep && { keep }), ...(disable && { disable }) }
  validatePolicy(policy, place)
  const phases = createPhaseTracker(noise.now ?? Date.now)
  const filter = createNoiseFilter({
    libraries,
    options: { ...(setup.loggerName !== undefined && { loggerName: setup.loggerName }), ...filterOptions },
    phase: phases.phase,
    attempt: currentAttempt,
    place,
  })
  const first = toNodeIntegration(filter, phases)
  return {
    ...options,
    integrations: (defaults: Integration[]) => {
      const kept = withShouldHandleError(selectDefaults(defaults, policy, place), noise.sdk)
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
