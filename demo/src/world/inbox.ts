import type { Event } from '@sentry/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { isEvent, parseEnvelope, type EnvelopeItem } from './envelope.ts'

export interface Arrival {
  readonly tick: number
  readonly event: Event
}

export interface Inbox {
  readonly dsn: string
  readonly arrivals: readonly Arrival[]
  /** Client reports by reason and category, and how many items of each type arrived. */
  readonly dropped: ReadonlyMap<string, number>
  readonly items: ReadonlyMap<string, number>
  setTick(tick: number): void
  close(): Promise<void>
}

interface ClientReport {
  readonly discarded_events: readonly {
    readonly reason: string
    readonly category: string
    readonly quantity: number
  }[]
}

/** The endpoint the SDK reports to. What is not here was not reported. */
export async function createInbox(): Promise<Inbox> {
  const arrivals: Arrival[] = []
  const dropped = new Map<string, number>()
  const items = new Map<string, number>()
  let tick = 0

  function accept(item: EnvelopeItem): void {
    add(items, item.type, 1)
    if (isEvent(item)) arrivals.push({ tick, event: item.payload })
    if (item.type !== 'client_report') return
    const report = item.payload as ClientReport // the type says so
    for (const { reason, category, quantity } of report.discarded_events)
      add(dropped, `${reason}:${category}`, quantity)
  }

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
      parseEnvelope(bytes).forEach(accept)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string

  return {
    dsn: `http://public@127.0.0.1:${port}/1`,
    arrivals,
    dropped,
    items,
    setTick(value) {
      tick = value
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function add(counts: Map<string, number>, key: string, quantity: number): void {
  counts.set(key, (counts.get(key) ?? 0) + quantity)
}
