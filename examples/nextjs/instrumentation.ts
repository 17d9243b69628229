import * as Sentry from '@sentry/nextjs'

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    await import('./sentry.server.config')
    const { watchServerLedger } = await import('./lib/watch-server-ledger')
    watchServerLedger()
  }
  if (process.env.NEXT_RUNTIME === 'edge') await import('./sentry.edge.config')
}

/** Reports what the server could not render; without it, nobody reports what the browser only sees redacted. */
export const onRequestError = Sentry.captureRequestError
