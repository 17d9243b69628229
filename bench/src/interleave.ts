import { type Figure, median, summarize } from './statistics.ts'

/** One of the things that are compared. */
export interface Side {
  /** How many operations one call of {@link run} is. */
  readonly operations: number
  /** Makes what {@link run} uses up; not timed. */
  prepare?(): void
  run(): void | Promise<void>
}

/** Nanoseconds per operation, one sample for each round, in the order of the rounds. */
export type Samples = readonly number[]

export interface InterleaveOptions {
  readonly rounds: number
  /** Rounds before the first that counts. */
  readonly warmup: number
  readonly onRound: (done: number, of: number) => void
}

/**
 * Runs all sides in every round, A B, then B A, so that whatever drifts in the machine (clock rate, neighbours,
 * garbage) meets all of them alike.
 */
export async function interleave(
  sides: readonly Side[],
  { rounds, warmup, onRound }: InterleaveOptions,
): Promise<readonly Samples[]> {
  const samples = sides.map((): number[] => [])
  for (let round = -warmup; round < rounds; round++) {
    const order = sides.map((_, index) => (round % 2 === 0 ? index : sides.length - 1 - index))
    for (const index of order) {
      const time = await runOnce(sides[index])
      if (round >= 0) samples[index]?.push(time)
    }
    onRound(round + warmup + 1, rounds + warmup)
  }
  return samples
}

export function toFigure(samples: Samples | undefined, unit: Figure['unit']): Figure {
  const divisor = { µs: 1e3, ms: 1e6 }[unit as 'µs' | 'ms'] ?? 1
  return { ...summarize((samples ?? []).map((sample) => sample / divisor)), unit }
}

/** The median of the rounds' own ratios: what slowed down a whole round does not show in it. */
export function pairedRatio(samples: Samples = [], base: Samples = []): number {
  return median(samples.map((sample, round) => sample / (base[round] ?? Number.NaN)))
}

async function runOnce(side: Side | undefined): Promise<number> {
  if (!side) return 0
  side.prepare?.()
  const start = process.hrtime.bigint()
  await side.run()
  return Number(process.hrtime.bigint() - start) / side.operations
}
