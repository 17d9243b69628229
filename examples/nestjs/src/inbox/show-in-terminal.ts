import * as Sentry from '@sentry/nestjs'
import type { LedgerSnapshot, NoiseIntegration } from '@sentry-presets/core'
import { toHeldLine, toSentLine, toSummary } from './lines.js'
import { createPaint } from './paint.js'

type Transport = ReturnType<NonNullable<Sentry.NodeOptions['transport']>>
type Envelope = Parameters<Transport['send']>[0]

/** A name that leads nowhere: without a DSN the SDK would not even look at an event. */
const NOWHERE = 'https://public@inbox.invalid/1'
const LOOK_EVERY_MS = 250

/**
 * Prints what would have reached the inbox and why the rest did not, instead of sending it. With a DSN it does
 * nothing. In an application of your own, leave this file out.
 */
export function showInTerminal(options: Sentry.NodeOptions): Sentry.NodeOptions {
  if (options.dsn) return options
  const paint = createPaint(process.stdout)
  console.log('inbox  this terminal, as there is no SENTRY_DSN; Ctrl+C prints the account')
  setInterval(createLedgerWatch(), LOOK_EVERY_MS).unref()
  process.once('exit', () => {
    const ledger = readLedger()
    if (ledger) console.log(['', ...toSummary(ledger, paint)].join('\n'))
  })
  return { ...options, dsn: NOWHERE, transport: () => createTransport() }

  function createTransport(): Transport {
    return {
      async send(envelope) {
        for (const event of readEvents(envelope)) console.log(toSentLine(event, paint))
        return { statusCode: 200 }
      },
      flush: async () => true,
    }
  }

  function createLedgerWatch(): () => void {
    const seen = new Map<string, number>()
    return () => {
      for (const entry of readLedger()?.entries ?? []) {
        const key = `${entry.rule} ${entry.identity}`
        const added = entry.count - (seen.get(key) ?? 0)
        if (added > 0) console.log(toHeldLine(entry, added, paint))
        seen.set(key, entry.count)
      }
    }
  }
}

function readLedger(): LedgerSnapshot | undefined {
  return Sentry.getClient()?.getIntegrationByName<NoiseIntegration>('NoiseFilter')?.snapshot()
}

function readEvents([, items]: Envelope): Sentry.ErrorEvent[] {
  // An item is a pair of header and payload, and the header says what the payload is.
  const pairs = items as readonly [{ readonly type?: string }, unknown][]
  return pairs.filter(([{ type }]) => type === 'event').map(([, payload]) => payload as Sentry.ErrorEvent)
}
