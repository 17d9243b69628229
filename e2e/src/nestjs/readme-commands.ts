import { readFileSync } from 'node:fs'

/** A row of the example's README: a command to type, and the status it promises. */
export interface ReadmeCommand {
  readonly what: string
  readonly path: string
  readonly init: RequestInit
  /** The last status, after as many calls as it takes. */
  readonly status: number
}

const README = new URL('../../../examples/nestjs/README.md', import.meta.url)
const ROW = /^\| (.+?) \| `curl (.*) ?\$shop(\S+)` \| (?:201, then )?(\d+) \|$/
const HEADERS = { 'content-type': 'application/json' }

/** @returns the rows of the table under the line that begins with `heading` */
export function readCommands(heading: string): ReadmeCommand[] {
  const lines = readFileSync(README, 'utf8').split('\n')
  const start = lines.findIndex((line) => line.startsWith(heading)) + 4
  const end = lines.indexOf('', start)
  return lines.slice(start, end).map(readRow)
}

function readRow(line: string): ReadmeCommand {
  const [, what, flags, path, status] = ROW.exec(line) ?? []
  if (what === undefined || flags === undefined || path === undefined)
    throw new Error(`Not a command: ${line}`)
  const body = /-d '(.*)'/.exec(flags)?.[1]
  const method = body !== undefined || flags.includes('-X POST') ? 'POST' : 'GET'
  return {
    what,
    path,
    init: { method, ...(body !== undefined && { body, headers: HEADERS }) },
    status: Number(status),
  }
}
