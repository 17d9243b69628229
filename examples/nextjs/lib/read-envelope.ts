import type { ErrorEvent } from '@sentry/nextjs'
import type { Arrival, Side } from './inbox'

/** The events in an envelope: a line of header, then per item a line of header and one of payload. */
export function readEnvelope(body: string): readonly Arrival[] {
  const [, ...lines] = body.split('\n')
  const arrivals: Arrival[] = []
  for (let index = 0; index + 1 < lines.length; index += 2) {
    if (JSON.parse(lines[index] ?? '').type !== 'event') continue
    arrivals.push(toArrival(JSON.parse(lines[index + 1] ?? '')))
  }
  return arrivals
}

function toArrival(event: ErrorEvent): Arrival {
  const captured = event.exception?.values?.at(-1)
  return {
    side: readSide(event),
    title: captured ? `${captured.type}: ${captured.value}` : (event.message ?? ''),
    identity: String(event.tags?.['error.identity'] ?? ''),
    at: Date.now(),
  }
}

function readSide(event: ErrorEvent): Side {
  if (event.contexts?.runtime?.name === 'vercel-edge') return 'edge'
  return event.contexts?.runtime?.name === 'node' ? 'server' : 'browser'
}
