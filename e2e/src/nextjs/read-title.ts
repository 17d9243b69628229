import type { Endpoint } from '@sentry-presets/conformance/endpoint'

type SentEvent = Endpoint['received']['events'][number]

/** The side an event comes from and what the inbox would show: `server Error: boom`. */
export function readTitle(event: SentEvent): string {
  const captured = event.exception?.values?.at(-1)
  const text = captured ? `${captured.type}: ${captured.value}` : event.message
  const isEscalated = event.tags?.['noise.escalated'] === 'true'
  return `${isEscalated ? 'escalated ' : ''}${readSide(event)} ${text}`
}

function readSide({ contexts }: SentEvent): string {
  const runtime = contexts?.runtime?.name
  return runtime === 'vercel-edge' ? 'edge' : runtime === 'node' ? 'server' : 'browser'
}
