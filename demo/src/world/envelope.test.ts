import { expect, test } from 'vitest'
import { parseEnvelope } from './envelope.ts'

const event = JSON.stringify({ message: 'two\nlines, ünd ✓' })
const report = JSON.stringify({ discarded_events: [] })

test('reads items with and without a length', () => {
  const bytes = Buffer.from(
    `{}\n{"type":"event","length":${Buffer.byteLength(event)}}\n${event}\n{"type":"client_report"}\n${report}\n`,
  )

  expect(parseEnvelope(bytes)).toEqual([
    { type: 'event', payload: { message: 'two\nlines, ünd ✓' } },
    { type: 'client_report', payload: { discarded_events: [] } },
  ])
})

test('skips what it does not score', () => {
  const bytes = Buffer.from(
    '{}\n{"type":"attachment","length":4}\n\n\n\n\n\n{"type":"session"}\n{"errors":1}',
  )

  expect(parseEnvelope(bytes)).toEqual([
    { type: 'attachment', payload: undefined },
    { type: 'session', payload: { errors: 1 } },
  ])
})
