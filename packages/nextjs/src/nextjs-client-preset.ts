import { applyBrowserPreset, type BrowserNoiseOptions } from '@sentry-presets/browser'
import type { BrowserOptions } from '@sentry/nextjs'
import { withDigestTag } from './digest-tag.js'
import { ACTION_RULE, clientRules } from './rules/client-rules.js'

/** The second argument of {@link nextjsClientPreset}. */
export type NextjsClientNoiseOptions = BrowserNoiseOptions

/**
 * Options for `Sentry.init` in `instrumentation-client.ts` that keep every integration on and hold back only noise.
 * What the server has reported in full is not reported again when it reaches the browser redacted; that relies on
 * `export const onRequestError = Sentry.captureRequestError` in `instrumentation.ts`. Without it, switch the rule off:
 * `disableRules: ['next/redacted-twin']`.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(nextjsClientPreset({ dsn: process.env.NEXT_PUBLIC_SENTRY_DSN }))
 */
export function nextjsClientPreset<Options extends BrowserOptions>(
  options: Options,
  noise: NextjsClientNoiseOptions = {},
): Options {
  return applyBrowserPreset(withDigestTag(options), noise, {
    package: 'nextjs',
    rules: clientRules,
    curedByReload: [ACTION_RULE],
  })
}
