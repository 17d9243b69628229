import {
  addOwnIntegrations,
  type BeforeSend,
  createNoiseFilter,
  defineLibrary,
  type Library,
  type NoiseFilter,
  type SentryIntegration,
  validateOptions,
} from '@sentry-presets/core'
import { BROWSER_OPTION_KINDS, type BrowserNoiseOptions } from './browser-options.js'
import { browserRules, CHUNK_RULE } from './browser-rules.js'
import { markCallbackCapture } from './callback-capture.js'
import { createChunkMemory } from './chunk-memory.js'
import { createPageState } from './page-state.js'
import { createStackReader } from './stack-reader.js'

/** What a preset for a framework says of itself, to build on this one. */
export interface BrowserPresetSetup {
  /** The package that complains about a bad option: `nextjs`. */
  readonly package: string
  /** The framework's own libraries. */
  readonly libraries: readonly Library[]
  /** Ids of rules for failures that a reload cures, as those of a part that could not be loaded. */
  readonly curedByReload: readonly string[]
}

const LIBRARY = defineLibrary({ name: 'browser', rules: browserRules })

/**
 * Options for the `Sentry.init` of any browser SDK (`@sentry/browser`, `@sentry/react`, `@sentry/vue`, …) that keep
 * every integration on and hold back only noise. Touches nothing of the page before the SDK sets it up, and works in
 * workers as well.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(browserPreset({ dsn, release }, { expected: ['app:QuotaReached'] }))
 */
export function browserPreset<Options extends object>(
  options: Options,
  noise: BrowserNoiseOptions = {},
): Options {
  return applyBrowserPreset(options, noise, { package: 'browser', libraries: [], curedByReload: [] })
}

/**
 * {@link browserPreset} for the packages that build on it.
 *
 * @throws {ConfigError} in the name of `setup.package`
 */
export function applyBrowserPreset<Options extends object>(
  options: Options,
  noise: BrowserNoiseOptions,
  setup: BrowserPresetSetup,
): Options {
  const place = { package: setup.package, path: '' }
  validateOptions(noise, BROWSER_OPTION_KINDS, place)
  const { libraries = [], ...filterOptions } = noise
  const page = createPageState(noise.now ?? Date.now)
  const chunks = createChunkMemory(noise.now ?? Date.now, [CHUNK_RULE, ...setup.curedByReload])
  const stacks = createStackReader()
  const filter = createNoiseFilter({
    libraries: [...setup.libraries, LIBRARY, ...libraries],
    options: filterOptions,
    conditions: () => [...page.conditions(), ...chunks.conditions()],
    readStackPackage: stacks.readPackage,
    onHoldBack: chunks.remember,
    place,
  })
  const first = toBrowserIntegration(filter, (client) => {
    page.listen(filter.integration.report)
    chunks.recall(client.getOptions?.().release)
  })
  // Every browser SDK has these two options; of all the others the preset knows nothing.
  const own = options as { integrations?: unknown; beforeSend?: BeforeSend }
  return {
    ...options,
    integrations: (defaults: SentryIntegration[]) => [
      { ...first, afterAllSetup: stacks.learn },
      ...addOwnIntegrations(defaults, own.integrations),
    ],
    beforeSend: filter.beforeSend(own.beforeSend),
  }
}

/** The filter begins to look at the page only once the SDK takes it in. */
function toBrowserIntegration(
  { integration }: NoiseFilter,
  begin: NonNullable<SentryIntegration['setup']>,
): SentryIntegration {
  return {
    ...integration,
    setup(client) {
      integration.setup(client)
      begin(client)
    },
    processEvent(event, hint) {
      markCallbackCapture(event, hint)
      return integration.processEvent(event, hint)
    },
  }
}
