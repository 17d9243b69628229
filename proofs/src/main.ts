import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { findInstallable } from './newest/find-installable.ts'
import { readPins } from './newest/pins.ts'
import { findMoves } from './newest/find-moves.ts'
import { openTrial } from './newest/trial.ts'
import { type Recheck, writeReport } from './newest/write-report.ts'
import { CATALOGUE_PAGE, writeCatalogue } from './page/catalogue-page.ts'

const HELP = `npm run catalogue                  writes docs/catalogue.md from the rules and their proofs
npm run catalogue -- --newest      proves the rules on the newest version of every library, in a copy
npm run catalogue -- --newest --json

Exit code of --newest: 0 everything holds, 1 a proof fails or a version cannot be installed, 2 it could not run.`

process.exitCode = await main()

async function main(): Promise<number> {
  const { newest, json, help } = readArguments()
  if (help) return say(HELP)
  if (!newest) return writePage()
  try {
    const found = await recheck()
    console.log(json ? JSON.stringify(found, null, 2) : writeReport(found))
    return found.failures.length + found.refused.length > 0 ? 1 : 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
}

function readArguments() {
  const options = {
    newest: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    process.exit(2)
  }
}

async function writePage(): Promise<number> {
  writeFileSync(CATALOGUE_PAGE, await writeCatalogue())
  return say(`Wrote ${relative(process.cwd(), CATALOGUE_PAGE)}`)
}

async function recheck(): Promise<Recheck> {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const pins = readPins(manifest.devDependencies)
  const moves = await findMoves(pins, (done) => progress(`asked for ${done} of ${pins.length} versions`))
  if (moves.length === 0) return { moves, refused: [], failures: [] }
  const trial = openTrial()
  try {
    progress(`installing ${moves.length} newer versions`)
    const installable = await findInstallable(moves, trial.install)
    progress('proving')
    return { ...installable, failures: await trial.prove() }
  } finally {
    trial.close()
  }
}

/** One line that rewrites itself on a terminal, and nothing where there is none. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text} …`)
}

function say(text: string): number {
  console.log(text)
  return 0
}
