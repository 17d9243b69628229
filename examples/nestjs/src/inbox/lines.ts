import type { ErrorEvent } from '@sentry/nestjs'
import type { LedgerEntry, LedgerSnapshot } from '@sentry-presets/core'
import type { Paint } from './paint.js'

const IDENTITY_WIDTH = 38
const TEXT_WIDTH = 64
const REASON_WIDTH = 90

/** One event that reached the inbox. */
export function toSentLine(event: ErrorEvent, paint: Paint): string {
  const captured = event.exception?.values?.at(-1)
  const identity = String(event.tags?.['error.identity'] ?? captured?.type ?? 'message')
  const text = captured?.value ?? event.message ?? ''
  return `${paint.loud('sent')}  ${toColumn(identity, IDENTITY_WIDTH)}  ${shorten(text, TEXT_WIDTH)}`
}

/** So many of one kind that were held back since the last look. */
export function toHeldLine({ identity, rule }: LedgerEntry, count: number, paint: Paint): string {
  const times = count > 1 ? `  ${count} ×` : ''
  return paint.quiet(`held  ${toColumn(identity, IDENTITY_WIDTH)}  ${rule}${times}`)
}

/** The account: what became of everything, and for what is missing from the inbox the rule and its reason. */
export function toSummary(ledger: LedgerSnapshot, paint: Paint): string[] {
  const { captured, sent, heldBack, entries } = ledger
  const rules = new Set(entries.map(({ rule }) => rule))
  return [
    `${captured} captured: ${sent} sent, ${heldBack} held back.`,
    ...Array.from(rules).flatMap((id) => [
      '',
      ...toRule(
        entries.filter(({ rule }) => rule === id),
        paint,
      ),
    ]),
  ]
}

function toRule(entries: readonly LedgerEntry[], paint: Paint): string[] {
  const [{ rule, reason } = { rule: '', reason: '' }] = entries
  return [
    rule,
    ...wrap(reason, REASON_WIDTH).map((line) => paint.quiet(`  ${line}`)),
    ...entries.map(({ count, identity }) => `${String(count).padStart(5)} × ${identity}`),
  ]
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + word.length < width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

function toColumn(text: string, width: number): string {
  return shorten(text, width).padEnd(width)
}

function shorten(text: string, width: number): string {
  const [line = ''] = text.split('\n')
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}
