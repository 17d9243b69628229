import {
  addOwnIntegrations,
  type BeforeSend,
  createNoiseFilter,
  type NoiseOptions,
  type SentryIntegration,
} from '@sentry-presets/core'
import type { BrowserOptions } from '@sentry/nextjs'
import { createDigestTag } from './digest-tag.js'
import { clientLibrary } from './rules/client-library.js'

/**
 * Options for `Sentry.init` in `instrumentation-client.ts`.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(nextjsClientPreset({ dsn: process.env.NEXT_PUBLIC_SENTRY_DSN }))
 */
export function nextjsClientPreset<Options extends BrowserOptions>(
  options: Options,
  noise: NoiseOptions = {},
): Options {
  const place = { package: 'nextjs', path: '' }
  const filter = createNoiseFilter({ libraries: [clientLibrary], options: noise, place })
  return {
    ...options,
    integrations: (defaults: SentryIntegration[]) => [
      filter.integration,
      createDigestTag(),
      ...addOwnIntegrations(defaults, options.integrations),
    ],
    beforeSend: filter.beforeSend(options.beforeSend as BeforeSend | undefined),
  } as unknown as Options
}
