import { catalog } from '@sentry-presets/catalog'
import { applyNodePreset, type NodeNoiseOptions } from '@sentry-presets/node'
import type { NodeOptions } from '@sentry/nextjs'
import { withDigestTag } from './digest-tag.js'
import { serverLibrary } from './rules/server-library.js'

/** The second argument of {@link nextjsServerPreset}. */
export type NextjsServerNoiseOptions = NodeNoiseOptions

/**
 * Options for `Sentry.init` in `sentry.server.config.ts` that keep every integration on and hold back only noise.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(nextjsServerPreset({ dsn: process.env.SENTRY_DSN }, { sdk: Sentry }))
 */
export function nextjsServerPreset<Options extends NodeOptions>(
  options: Options,
  noise: NextjsServerNoiseOptions = {},
): Options {
  const { libraries = catalog } = noise
  // Anything but a list is left for the complaint about it.
  const own = Array.isArray(libraries) ? { ...noise, libraries: [serverLibrary, ...libraries] } : noise
  return applyNodePreset(withDigestTag(options), own, { package: 'nextjs', libraries: catalog })
}
