import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { HELP, readArguments, type Arguments } from './arguments.ts'
import { planDay } from './day/plan.ts'
import { inLanes } from './in-lanes.ts'
import { playVariant } from './play-variant.ts'
import { createProgress } from './report/progress.ts'
import { formatReport } from './report/report.ts'
import { plantedBugs } from './score/score.ts'
import { findFailures } from './score/verdict.ts'
import { findRedis, type RedisSource } from './world/redis.ts'

const REDIS: Readonly<Record<RedisSource, string>> = {
  server: 'Redis: a redis-server of our own',
  url: 'Redis: the one of REDIS_URL, databases 8 to 11',
  absent:
    'Redis: not installed, so its client meets an empty one, resets and a closed port; one bug cannot be planted',
}
const MOST_LANES = 2

process.exitCode = await main()

async function main(): Promise<number> {
  const options = tryReadArguments()
  if (!options) return 2
  if (options.help) {
    print(HELP)
    return 0
  }
  return compare(options)
}

async function compare(options: Arguments): Promise<number> {
  const { seed, sdk, json, variants } = options
  const redis = await findRedis()
  print(`A production day of examples/companion, seed "${seed}", @sentry/node ${sdk}. ${REDIS[redis]}.`)

  const day = planDay(seed)
  const progress = createProgress(process.stderr)
  const lanes = Math.min(MOST_LANES, availableParallelism())
  const results = await inLanes(variants, lanes, (variant, index) => {
    return playVariant({ variant, index, seed, sdk, redis, day, progress })
  })

  const bugs = plantedBugs(redis)
  const failures = findFailures(results, bugs)
  print(`\n${formatReport(results, bugs, process.stdout)}\n`)
  for (const failure of failures) print(`FAILED: ${failure}`)
  if (json) writeFileSync(json, `${JSON.stringify({ seed, sdk, redis, results, failures }, null, 2)}\n`)
  return failures.length > 0 ? 1 : 0
}

function tryReadArguments(): Arguments | undefined {
  try {
    return readArguments(process.argv.slice(2))
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    return undefined
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
