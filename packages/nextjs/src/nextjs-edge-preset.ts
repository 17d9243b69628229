import { catalog } from '@sentry-presets/catalog'
import {
  addOwnIntegrations,
  type BeforeSend,
  createNoiseFilter,
  type Library,
  NOISE_OPTION_KINDS,
  type NoiseOptions,
  type SentryIntegration,
  validateOptions,
} from '@sentry-presets/core'
import type { EdgeOptions } from '@sentry/nextjs'
import { createDigestTag } from './digest-tag.js'
import { serverLibrary } from './rules/server-library.js'

/** The second argument of {@link nextjsEdgePreset}. */
export interface NextjsEdgeNoiseOptions extends NoiseOptions {
  /** The libraries whose rules apply beside Next's. @default the whole catalogue */
  readonly libraries?: readonly Library[]
}

/**
 * Options for `Sentry.init` in `sentry.edge.config.ts`. The same rules as on the server, with nothing of Node's.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(nextjsEdgePreset({ dsn: process.env.SENTRY_DSN }, { sdk: Sentry }))
 */
export function nextjsEdgePreset<Options extends EdgeOptions>(
  options: Options,
  noise: NextjsEdgeNoiseOptions = {},
): Options {
  const place = { package: 'nextjs', path: '' }
  validateOptions(noise, { ...NOISE_OPTION_KINDS, libraries: 'list' }, place)
  const { libraries = catalog, ...filterOptions } = noise
  const filter = createNoiseFilter({
    libraries: [serverLibrary, ...libraries],
    options: filterOptions,
    place,
  })
  return {
    ...options,
    integrations: (defaults: SentryIntegration[]) => [
      filter.integration,
      createDigestTag(),
      ...addOwnIntegrations(defaults, options.integrations),
    ],
    // The filter's hook is written against the parts of event and hint that all SDK majors share.
    beforeSend: filter.beforeSend(options.beforeSend as BeforeSend | undefined),
  } as unknown as Options
}
