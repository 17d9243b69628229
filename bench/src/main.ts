import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs, styleText } from 'node:util'
import { isMeasurement, MEASUREMENTS, type MeasurementName, type Message } from './measurement.ts'
import type { Progress } from './progress.ts'
import { formatSection, type Paint, type Section } from './report.ts'

const NAMES = Object.keys(MEASUREMENTS)
const HELP = `Usage: npm run bench -- [options]

Measures what the filter costs, beside what it is compared with, and prints medians, quartiles and ratios.
The exit code is 0 unless something could not run: a missed target is printed, not punished.

Options:
  --only NAMES  measure only these, separated by commas: ${NAMES.join(', ')}
  --json FILE   write the figures to a file as well
  --help        print this text

NO_COLOR turns colours off.`

const paint: Paint =
  process.stdout.isTTY && !process.env.NO_COLOR ? (text, style) => styleText(style, text) : (text) => text

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const names = readNames(values.only)
  const machine = describeMachine()
  console.log(`${paint('sentry-presets bench', 'bold')}  ${Object.values(machine).join(' · ')}\n`)
  const sections: Section[] = []
  for (const [index, name] of names.entries()) {
    const section = await measure(name, (text) => showProgress(`[${index + 1}/${names.length}] ${text}`))
    if (!section) continue
    sections.push(section)
    console.log(`${formatSection(section, paint)}\n`)
  }
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`)
  printSummary(sections)
  return sections.length === names.length ? 0 : 1
}

function readNames(only: string | undefined): readonly MeasurementName[] {
  const names = only?.split(',') ?? NAMES
  return names.map((name) => {
    if (isMeasurement(name)) return name
    throw new Error(`There is no measurement "${name}". There are ${NAMES.join(', ')}.`)
  })
}

function describeMachine(): Readonly<Record<string, string>> {
  return {
    node: `Node ${process.version}`,
    cpus: `${availableParallelism()} CPUs, ${cpus()[0]?.model ?? 'unknown'}`,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** @returns undefined when the measurement could not run */
async function measure(name: MeasurementName, progress: Progress): Promise<Section | undefined> {
  progress(name)
  const child = fork(fileURLToPath(new URL('./measure.ts', import.meta.url)), [name], {
    execArgv: [...process.execArgv, '--expose-gc'],
  })
  let section: Section | undefined
  child.on('message', (message: Message) => {
    if ('section' in message) section = message.section
    else progress(`${name}: ${message.progress}`)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  showProgress('')
  if (code === 0 && section) return section
  console.error(`${paint(name, 'bold')} could not run (exit code ${String(code)}).\n`)
  return undefined
}

/** One line that is written over; nothing where nobody looks. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${text}`)
}

function printSummary(sections: readonly Section[]): void {
  const targets = sections.flatMap(({ rows }) => rows.flatMap(({ target }) => target ?? []))
  const met = targets.filter(({ isMet }) => isMet).length
  console.log(`${met} of ${targets.length} targets met`)
}
