import type { Figure } from './statistics.ts'

/** One line of the table. */
export interface Row {
  readonly name: string
  readonly ours: Figure
  readonly other?: Figure
  /** How the two compare, in words with a number. */
  readonly ratio?: string
  readonly target?: Target
}

interface Target {
  readonly text: string
  readonly isMet: boolean
}

/** What one measurement found. */
export interface Section {
  readonly title: string
  /** What stands in the columns of {@link Row.ours} and {@link Row.other}. */
  readonly columns: readonly [ours: string, other?: string]
  readonly rows: readonly Row[]
}

export type Paint = (text: string, style: 'bold' | 'dim' | 'green' | 'red') => string

/** The section as a table of text, without the columns in which nothing stands. */
export function formatSection({ title, columns, rows }: Section, paint: Paint): string {
  const body = rows.map(toCells)
  const heading = ['', columns[0], 'quartiles', columns[1] ?? '', 'quartiles', 'ratio', 'target']
  const used = heading.map((_, column) => column === 0 || body.some((cells) => cells[column] !== ''))
  const widths = heading.map((text, column) =>
    Math.max(text.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  )
  const toLine = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, column, widths[column] ?? 0))
      .filter((_, column) => used[column])
      .join('  ')
      .trimEnd()
  const lines = rows.map((row, index) => `  ${toLine(body[index] ?? [])}${formatResult(row, paint)}`)
  return [paint(title, 'bold'), paint(`  ${toLine(heading)}`, 'dim'), ...lines].join('\n')
}

function formatResult({ target }: Row, paint: Paint): string {
  if (!target) return ''
  return `  ${target.isMet ? paint('met', 'green') : paint('MISSED', 'red')}`
}

function toCells({ name, ours, other, ratio, target }: Row): readonly string[] {
  return [
    name,
    formatValue(ours),
    formatSpread(ours),
    other ? formatValue(other) : '',
    other ? formatSpread(other) : '',
    ratio ?? '',
    target?.text ?? '',
  ]
}

/** Numbers stand right, words left. */
function pad(cell: string, column: number, width: number): string {
  return column === 0 || column === WORDS ? cell.padEnd(width) : cell.padStart(width)
}

/** The column of the targets. */
const WORDS = 6

function formatValue({ median, unit }: Figure): string {
  return `${digits(median, unit)} ${unit}`
}

function formatSpread({ low, high, unit }: Figure): string {
  return low === high ? '' : `${digits(low, unit)} – ${digits(high, unit)}`
}

function digits(value: number, unit: Figure['unit']): string {
  if (unit === 'events') return String(value)
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1)
}
