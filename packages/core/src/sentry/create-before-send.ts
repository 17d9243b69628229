import { createNoiseFilter } from './noise-filter.js'
import type { NoiseOptions } from '../options/noise-options.js'
import type { Library } from '../rules/library.js'
import type { BeforeSend } from './user-before-send.js'

/**
 * The shared hook by itself, for those who want neither a preset nor the integration. It judges with the same
 * rules, but in the SDK's last hook: a burst can fill the client's queue before it is asked, and SDK 11's Dedupe
 * has then seen what it holds back.
 *
 * @param user the application's own hook, called for what is sent
 * @throws {ConfigError} for anything wrong in the options or in the libraries
 * @example
 * Sentry.init({ dsn, beforeSend: createBeforeSend([openai, pg], { transient: ['openai:RateLimitError'] }) })
 */
export function createBeforeSend(
  libraries: readonly Library[],
  options: NoiseOptions = {},
  user?: BeforeSend,
): BeforeSend {
  return createNoiseFilter({ libraries, options }).beforeSend(user)
}
