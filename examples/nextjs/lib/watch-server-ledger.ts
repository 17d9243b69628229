import * as Sentry from '@sentry/nextjs'
import { setHeldBack } from './inbox'
import { readLedger } from './read-ledger'

/** Looks into the server's ledger each second, so that what is held back shows on the terminal. */
export function watchServerLedger(): void {
  setInterval(() => setHeldBack('server', 'server', readLedger(Sentry.getClient())), 1_000).unref()
}
