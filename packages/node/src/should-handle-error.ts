import { readStackPackage } from '@sentry-presets/core'

/**
 * For the SDK's option of this name in its Express, Fastify, Hapi and Hono integrations and in
 * `setupExpressErrorHandler`, `setupFastifyErrorHandler`. The SDK's own default goes by the status alone, and so
 * hides a 401 or 403 that an upstream service gave to us and nobody handled. This one reports every 5xx, every error
 * without a status, and every 4xx that a library brought in from elsewhere; it leaves out what the application and
 * its HTTP framework answer to their own clients.
 */
export function shouldHandleError(error: unknown): boolean {
  const status = readStatus(error)
  if (status === undefined || status >= 500 || status < 400) return true
  const born = readBirthplace(error)
  return born !== undefined && born !== APP && !HTTP_PACKAGES.test(born)
}

const APP = 'app'

/** Packages that make 4xx errors as answers to the application's own clients. */
const HTTP_PACKAGES =
  /^(?:fastify|@fastify\/.{1,60}|http-errors|express|body-parser|raw-body|send|serve-static|koa|koa-.{1,60}|@koa\/.{1,60}|@hapi\/.{1,60}|hono|@hono\/.{1,60}|@nestjs\/.{1,60}|@trpc\/server)$/

function readStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  for (const field of ['status', 'statusCode', 'status_code']) {
    // Any object may be indexed by a text; what is there is checked before it is used.
    const value = Number((error as Record<string, unknown>)[field])
    if (value >= 100 && value < 600) return value
  }
  return undefined
}

function readBirthplace(error: unknown): string | undefined {
  return error instanceof Error ? readStackPackage(error.stack ?? '', APP) : undefined
}
