import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import type { ErrorEvent } from 'sentry-10'

/** What arrived, in the order in which it came. */
export interface Received {
  readonly events: ErrorEvent[]
  /** Client reports: how many of which category the SDK dropped, and why. */
  readonly discarded: { reason: string; category: string; quantity: number }[]
  /** Request sessions, summed per minute by the SDK. */
  readonly aggregates: SessionAggregate[]
  /** Every request, also those that are no envelopes. */
  readonly requests: { method: string; path: string }[]
}

interface SessionAggregate {
  readonly started: string
  readonly exited?: number
  readonly errored?: number
  readonly crashed?: number
}

/** A Sentry server on loopback, as far as an SDK can tell. */
export interface Endpoint extends AsyncDisposable {
  readonly dsn: string
  readonly port: number
  readonly received: Received
}

/** A browser sends from another origin. */
const HEADERS = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }

/** Speaks the envelope protocol: a line of header, then per item a line of header and a payload. */
export async function startEndpoint(): Promise<Endpoint> {
  const received: Received = { events: [], discarded: [], aggregates: [], requests: [] }
  const server = createServer((request, response) => {
    received.requests.push({ method: request.method ?? '', path: request.url?.split('?')[0] ?? '' })
    void readBody(request).then((body) => {
      readEnvelope(body, received)
      response.writeHead(200, HEADERS).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    dsn: `http://public@127.0.0.1:${port}/1`,
    port,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function readBody(request: IncomingMessage): Promise<string> {
  return text(request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request)
}

function readEnvelope(body: string, received: Received): void {
  // JSON payloads hold no raw line breaks, and the tests send no attachments.
  const [, ...lines] = body.split('\n')
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const { type } = JSON.parse(lines[index] ?? '')
    const payload = JSON.parse(lines[index + 1] ?? '')
    if (type === 'event') received.events.push(payload)
    if (type === 'client_report') received.discarded.push(...payload.discarded_events)
    if (type === 'sessions') received.aggregates.push(...payload.aggregates)
  }
}
