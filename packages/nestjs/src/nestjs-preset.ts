import { catalog } from '@sentry-presets/catalog'
import { applyNodePreset, type NodeNoiseOptions } from '@sentry-presets/node'
import type { NodeOptions } from '@sentry/nestjs'
import { nestjs } from './rules/nestjs.js'

/**
 * The second argument of {@link nestjsPreset}: the Node preset's options. `loggerName` is 'context' unless you say
 * otherwise, which is the field under which Nest's logger names its context; `libraries` are Nest's own rules and the
 * whole catalogue.
 */
export interface NestjsNoiseOptions extends NodeNoiseOptions {}

/**
 * Options for `Sentry.init` of `@sentry/nestjs` that keep every integration on and hold back only noise.
 *
 * @param options what you give to `Sentry.init` today; your `beforeSend` and `integrations` go on working
 * @param noise what your application knows about its own noise
 * @throws {ConfigError} for anything wrong in `noise`, saying where, what, why and what to write instead
 * @example
 * Sentry.init(
 *   nestjsPreset(
 *     { dsn: process.env.SENTRY_DSN },
 *     { sdk: Sentry, transient: ['openai:RateLimitError'], operationalLoggers: ['PaymentsService'] },
 *   ),
 * )
 */
export function nestjsPreset<Options extends NodeOptions>(
  options: Options,
  noise: NestjsNoiseOptions = {},
): Options {
  return applyNodePreset(options, noise, {
    package: 'nestjs',
    libraries: [nestjs, ...catalog],
    loggerName: 'context',
  })
}
