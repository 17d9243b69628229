import type { Event } from '@sentry/node'

export interface EnvelopeItem {
  readonly type: string
  readonly payload: unknown
}

const NEWLINE = 0x0a

/** Reads Sentry's envelope: a header line, then per item a header line and a payload. */
export function parseEnvelope(bytes: Buffer): EnvelopeItem[] {
  const items: EnvelopeItem[] = []
  let offset = lineEnd(bytes, 0) + 1
  while (offset < bytes.length) {
    const headerEnd = lineEnd(bytes, offset)
    const line = bytes.toString('utf8', offset, headerEnd)
    if (line.length === 0) break
    const header = JSON.parse(line) as { readonly type: string; readonly length?: number }
    const start = headerEnd + 1
    const end = header.length === undefined ? lineEnd(bytes, start) : start + header.length
    items.push({ type: header.type, payload: readPayload(header.type, bytes.toString('utf8', start, end)) })
    offset = end + 1
  }
  return items
}

export function isEvent(item: EnvelopeItem): item is EnvelopeItem & { readonly payload: Event } {
  return item.type === 'event'
}

function readPayload(type: string, text: string): unknown {
  return type === 'event' || type === 'client_report' || type === 'session' ? JSON.parse(text) : undefined
}

function lineEnd(bytes: Buffer, from: number): number {
  const index = bytes.indexOf(NEWLINE, from)
  return index === -1 ? bytes.length : index
}
