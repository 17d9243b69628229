import { stripVTControlCharacters } from 'node:util'
import type { Installable } from './find-installable.ts'
import type { Failure } from './trial.ts'

/** What a recheck found. */
export interface Recheck extends Installable {
  readonly failures: readonly Failure[]
}

/** As Markdown, which a terminal and an issue both show. */
export function writeReport({ moves, refused, failures }: Recheck): string {
  if (moves.length === 0 && refused.length === 0) return 'Every library is at its newest version.\n'
  return [
    `# Newer versions: ${moves.length}. Proofs that no longer hold: ${failures.length}.`,
    ...section(
      'Moved',
      moves.map(({ alias, version, newest }) => `- ${alias}: ${version} → ${newest}`),
    ),
    ...section(
      'Could not be installed',
      refused.map(({ move, reason }) => `- ${move.alias} ${move.newest}: ${findCause(reason)}`),
    ),
    ...section(
      'No longer holds',
      failures.map(({ proof, name, message }) => `- ${proof}: ${name}\n\n${indent(cut(message))}`),
    ),
    '',
  ].join('\n\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')]
}

/** The first line in which a package manager says what is wrong. */
function findCause(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^[\s│├╰×─▶]+/, '').trim())
  return lines.find((line) => /^(?:Failed|No matching|Ignored|ERR)/.test(line)) ?? lines.at(-1) ?? ''
}

/** Without the stack, and not endless. */
function cut(message: string): string {
  const [text = ''] = stripVTControlCharacters(message).split('\n    at ')
  return text.slice(0, LONGEST)
}

const LONGEST = 1_200

function indent(text: string): string {
  return text.replaceAll(/^/gm, '      ')
}
