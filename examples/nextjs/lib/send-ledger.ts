import * as Sentry from '@sentry/nextjs'
import { readLedger } from './read-ledger'

/** Tells the inbox what this page load held back: each second where there is news, and when the page is left. */
export function sendLedger(): void {
  const source = crypto.randomUUID()
  let sent = 0

  function send(): void {
    const entries = readLedger(Sentry.getClient())
    const count = entries.reduce((sum, entry) => sum + entry.count, 0)
    if (count === sent) return
    sent = count
    navigator.sendBeacon('/inbox/ledger', JSON.stringify({ source, entries }))
  }

  setInterval(send, 1_000)
  window.addEventListener('pagehide', send)
}
