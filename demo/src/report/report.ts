import type { Bug } from '../score/bugs.ts'
import type { Result } from '../score/score.ts'
import { createPaint, type Paint } from './paint.ts'

const NOISE_SHOWN = 8

/** The comparison, the bugs one by one, and what the ledger held back. */
export function formatReport(
  results: readonly Result[],
  bugs: readonly Bug[],
  stream: NodeJS.WriteStream,
): string {
  const paint = createPaint(stream)
  const preset = results.find(({ ledger }) => ledger)
  const parts = [formatTable(results, bugs), formatBugs(results, bugs, paint)]
  if (preset) parts.push(formatLedger(preset), formatNoise(preset))
  return parts.filter(Boolean).join('\n\n')
}

function formatTable(results: readonly Result[], bugs: readonly Bug[]): string {
  const rows: [string, (result: Result) => string][] = [
    ['events in the inbox', ({ score }) => toText(score.events)],
    ['distinct issues (approximated)', ({ score }) => toText(score.issues)],
    ['noise let through', ({ score }) => toText(score.noise)],
    ['bugs found', ({ score }) => `${countFound(score.bugs)} of ${bugs.length}`],
    ['escalations', ({ score }) => toText(score.escalations)],
    [
      'lost in the client (queue_overflow)',
      ({ clientReports }) => toText(clientReports['queue_overflow:error'] ?? 0),
    ],
    ['seconds', ({ seconds }) => seconds.toFixed(1)],
  ]
  return [
    formatRow(
      '',
      results.map(({ variant }) => variant),
    ),
    ...rows.map(([title, cell]) => formatRow(title, results.map(cell))),
  ].join('\n')
}

function formatBugs(results: readonly Result[], bugs: readonly Bug[], paint: Paint): string {
  const mark = (found: boolean | undefined) =>
    found ? paint.good('✓'.padStart(14)) : paint.bad('✗'.padStart(14))
  const lines = bugs.map(({ id, title }) => {
    return `${results.map(({ score }) => mark(score.bugs[id]?.found)).join('')}  ${title}`
  })
  return [results.map(({ variant }) => variant.padStart(14)).join(''), ...lines].join('\n')
}

function formatLedger({ ledger }: Result): string {
  if (!ledger) return ''
  const rules = Object.entries(ledger.byRule).sort(([, one], [, other]) => other.count - one.count)
  const lines = rules.map(([id, { verdict, count }]) => `${toText(count).padStart(8)}  ${id}  (${verdict})`)
  const sum = `captured ${toText(ledger.captured)} = sent ${toText(ledger.sent)} + held back ${toText(ledger.heldBack)}`
  return [`Held back by rule (the preset's own ledger: ${sum})`, ...lines].join('\n')
}

function formatNoise({ score }: Result): string {
  if (score.noise === 0) return ''
  const lines = score.noiseTexts
    .slice(0, NOISE_SHOWN)
    .map(([text, count]) => `${toText(count).padStart(8)}  ${text}`)
  return ['Noise the preset let through', ...lines].join('\n')
}

function countFound(bugs: Result['score']['bugs']): number {
  return Object.values(bugs).filter(({ found }) => found).length
}

function formatRow(title: string, cells: readonly string[]): string {
  return title.padEnd(36) + cells.map((cell) => cell.padStart(15)).join('')
}

function toText(value: number): string {
  return value.toLocaleString('en')
}
