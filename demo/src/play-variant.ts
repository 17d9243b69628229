import { closeSync, mkdirSync, openSync } from 'node:fs'
import type { SdkMajor, Variant } from './arguments.ts'
import type { LedgerReport } from './app/protocol.ts'
import { playDay } from './day/play.ts'
import type { Tick } from './day/tick.ts'
import { mergeReports } from './report/ledger.ts'
import type { Progress } from './report/progress.ts'
import { plantedBugs, score, type Result } from './score/score.ts'
import type { RedisSource } from './world/redis.ts'
import { createWorld } from './world/world.ts'

interface PlayVariantOptions {
  readonly variant: Variant
  readonly index: number
  readonly seed: string
  readonly sdk: SdkMajor
  readonly redis: RedisSource
  readonly day: readonly Tick[]
  readonly progress: Progress
}

const LOG_DIRECTORY = new URL('../logs/', import.meta.url)

/** One variant's day in a world of its own. What the application logs goes to a file. */
export async function playVariant(options: PlayVariantOptions): Promise<Result> {
  const { variant, index, seed, sdk, redis, day, progress } = options
  const reports = new Map<number, LedgerReport>()
  mkdirSync(LOG_DIRECTORY, { recursive: true })
  const logFile = openSync(new URL(`${variant}.log`, LOG_DIRECTORY), 'w')
  const world = await createWorld({ seed, redis, index })
  const { inbox } = world
  const started = performance.now()

  try {
    await playDay({
      variant,
      sdk,
      day,
      world,
      logFile,
      onTick: (tick) => progress.show(variant, tick, inbox.arrivals.length),
      onReport: (generation, report) => reports.set(generation, report),
    })
  } finally {
    await world.close()
    closeSync(logFile)
  }

  const seconds = (performance.now() - started) / 1_000
  progress.done(variant, seconds, inbox.arrivals.length)
  return {
    variant,
    seconds,
    score: score(inbox.arrivals, plantedBugs(redis)),
    clientReports: Object.fromEntries(inbox.dropped),
    items: Object.fromEntries(inbox.items),
    ledger: mergeReports([...reports.values()]),
  }
}
