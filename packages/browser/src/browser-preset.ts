import type { SentryIntegration } from '@sentry-presets/core'
import {
  addOwnIntegrations,
  type BeforeSend,
  createLeanFilter,
  type LeanRule,
} from '@sentry-presets/core/lean'
import type { BrowserNoiseOptions } from './browser-options.js'
import { browserRules, CHUNK_RULE } from './browser-rules.js'
import { markCallbackCapture } from './callback-capture.js'
import { createChunkMemory } from './chunk-memory.js'
import { createPageState } from './page-state.js'
import { createStackReader } from './stack-reader.js'

/** What a preset for a framework says of itself, to build on this one. */
export interface BrowserPresetSetup {
  /** The package that complains about a bad option: `nextjs`. */
  readonly package: string
  /** The framework's own rules, asked before the browser's. */
  readonly rules: readonly LeanRule[]
  /** Ids of rules for failures that a reload cures, as those of a part that could not be loaded. */
  readonly curedByReload: readonly string[]
}

/**
 * Options for the `Sentry.init` of any browser SDK (`@sentry/browser`, `@sentry/react`, `@sentry/vue`, …) that keep
 * every integration on and hold back only noise. Touches nothing of the page before the SDK sets it up, and works in
 * workers as well.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, with a code and the place; `docs/errors/` explains each
 * @example
 * Sentry.init(browserPreset({ dsn, release }, { expected: ['app:QuotaReached'] }))
 */
export function browserPreset<Options extends object>(
  options: Options,
  noise: BrowserNoiseOptions = {},
): Options {
  return applyBrowserPreset(options, noise, { package: 'browser', rules: [], curedByReload: [] })
}

/**
 * {@link browserPreset} for the packages that build on it.
 *
 * @throws {ConfigError} in the name of `setup.package`
 */
export function applyBrowserPreset<Options extends object>(
  options: Options,
  { onReport, ...noise }: BrowserNoiseOptions,
  setup: BrowserPresetSetup,
): Options {
  const { now = Date.now } = noise
  const page = createPageState(now)
  const chunks = createChunkMemory(now, [CHUNK_RULE, ...setup.curedByReload])
  const stacks = createStackReader()
  const { integration, beforeSend } = createLeanFilter({
    rules: [...setup.rules, ...browserRules],
    options: noise,
    conditions: () => [...page.conditions(), ...chunks.conditions()],
    readStackPackage: stacks.readPackage,
    onHoldBack: chunks.remember,
    place: { package: setup.package, path: '' },
  })
  const first: SentryIntegration = {
    ...integration,
    setup(client) {
      page.listen(() => onReport?.(integration.snapshot()))
      chunks.recall(client.getOptions?.().release)
    },
    afterAllSetup: stacks.learn,
    processEvent(event, hint) {
      markCallbackCapture(event, hint)
      return integration.processEvent(event, hint)
    },
  }
  // Every browser SDK has these two options; of all the others the preset knows nothing.
  const own = options as { integrations?: unknown; beforeSend?: BeforeSend }
  return {
    ...options,
    integrations: (defaults: SentryIntegration[]) => [
      first,
      ...addOwnIntegrations(defaults, own.integrations),
    ],
    beforeSend: beforeSend(own.beforeSend),
  }
}
