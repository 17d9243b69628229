import type { SentryIntegration } from '@sentry-presets/core'
import { shouldHandleError } from './should-handle-error.js'

/** The SDK's functions that make these integrations; each takes the error first. */
const FACTORIES = {
  Express: 'expressIntegration',
  Fastify: 'fastifyIntegration',
  Hapi: 'hapiIntegration',
  Hono: 'honoIntegration',
} as const

/**
 * Makes the default framework integrations anew with {@link shouldHandleError}, so that an upstream 4xx nobody
 * handled is not hidden by its status. Where the SDK has no such option it is ignored.
 *
 * @param sdk the app's SDK; without it the defaults stay as they are
 */
export function withShouldHandleError<I extends SentryIntegration>(
  defaults: readonly I[],
  sdk: unknown,
): readonly I[] {
  return defaults.map((integration) => {
    const factory = readFactory(sdk, integration.name)
    // The factory named after an integration makes that integration.
    return factory ? (factory({ shouldHandleError }) as I) : integration
  })
}

function readFactory(sdk: unknown, name: string): ((options: object) => unknown) | undefined {
  if (typeof sdk !== 'object' || sdk === null || !(name in FACTORIES)) return undefined
  // Both lookups are checked before use: the name above, the function below.
  const factory = (sdk as Record<string, unknown>)[FACTORIES[name as keyof typeof FACTORIES]]
  return typeof factory === 'function' ? (options) => factory(options) : undefined
}
