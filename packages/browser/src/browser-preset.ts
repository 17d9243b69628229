import {
  addOwnIntegrations,
  type BeforeSend,
  type ConfigPlace,
  createNoiseFilter,
  defineLibrary,
  type NoiseFilter,
  type SentryIntegration,
  validateOptions,
} from '@sentry-presets/core'
import { BROWSER_OPTION_KINDS, type BrowserNoiseOptions } from './browser-options.js'
import { browserRules } from './browser-rules.js'
import { markCallbackCapture } from './callback-capture.js'
import { createChunkMemory } from './chunk-memory.js'
import { createPageState } from './page-state.js'
import { createStackReader } from './stack-reader.js'

const PLACE: ConfigPlace = { package: 'browser', path: '' }
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
  validateOptions(noise, BROWSER_OPTION_KINDS, PLACE)
  const { libraries = [], ...filterOptions } = noise
  const page = createPageState(noise.now ?? Date.now)
  const chunks = createChunkMemory(noise.now ?? Date.now)
  const stacks = createStackReader()
  const filter = createNoiseFilter({
    libraries: [LIBRARY, ...libraries],
    options: filterOptions,
    conditions: () => [...page.conditions(), ...chunks.conditions()],
    readStackPackage: stacks.readPackage,
    onHoldBack: chunks.remember,
    place: PLACE,
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
