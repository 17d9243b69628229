import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { HELP, readArguments, type Arguments, type Variant } from './arguments.ts'
import type { LedgerReport } from './app/protocol.ts'
import { planDay } from './day/plan.ts'
import { playDay } from './day/play.ts'
import type { Tick } from './day/tick.ts'
import { mergeReports } from './report/ledger.ts'
import { createProgress } from './report/progress.ts'
import { formatReport } from './report/report.ts'
import { plantedBugs, score, type Result } from './score/score.ts'
import { findFailures } from './score/verdict.ts'
import { createWorld, type World } from './world/world.ts'

const LOG_DIRECTORY = new URL('../logs/', import.meta.url)

process.exitCode = await main()

async function main(): Promise<number> {
  const options = tryReadArguments()
  if (!options) return 2
  if (options.help) {
    print(HELP)
    return 0
  }

  const world = await createWorld(options.seed)
  try {
    return await compare(options, world)
  } finally {
    await world.close()
  }
}

async function compare(options: Arguments, world: World): Promise<number> {
  print(`A production day of examples/companion, seed "${options.seed}", @sentry/node ${options.sdk}.x`)
  if (world.redis.kind === 'absent') print('redis-server is not installed: its client meets a closed port and resets')
  const day = planDay(options.seed)
  const results: Result[] = []
  for (const variant of options.variants) results.push(await playVariant(variant, options, day, world))

  const bugs = plantedBugs(world.redis.kind)
  print(`\n${formatReport(results, bugs, process.stdout)}\n`)
  const failures = findFailures(results, bugs)
  for (const failure of failures) print(`FAILED: ${failure}`)
  const { seed, sdk, json } = options
  if (json) writeFileSync(json, `${JSON.stringify({ seed, sdk, redis: world.redis.kind, results, failures }, null, 2)}\n`)
  return failures.length > 0 ? 1 : 0
}

async function playVariant(variant: Variant, options: Arguments, day: readonly Tick[], world: World): Promise<Result> {
  const progress = createProgress(process.stderr)
  const reports = new Map<number, LedgerReport>()
  const started = performance.now()
  mkdirSync(LOG_DIRECTORY, { recursive: true })
  const logFile = openSync(new URL(`${variant}.log`, LOG_DIRECTORY), 'w')
  world.inbox.clear()

  await playDay({
    variant,
    sdk: options.sdk,
    day,
    world,
    logFile,
    onTick: (tick) => progress.show(variant, tick, world.inbox.arrivals.length),
    onReport: (generation, report) => reports.set(generation, report),
  })
  closeSync(logFile)

  const seconds = (performance.now() - started) / 1_000
  progress.done(variant, seconds, world.inbox.arrivals.length)
  return {
    variant,
    seconds,
    score: score(world.inbox.arrivals, plantedBugs(world.redis.kind)),
    clientReports: Object.fromEntries(world.inbox.dropped),
    items: Object.fromEntries(world.inbox.items),
    ledger: mergeReports([...reports.values()]),
  }
}

function tryReadArguments(): Arguments | undefined {
  try {
    return readArguments(process.argv.slice(2))
  } catch (error) {
    print(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    return undefined
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
