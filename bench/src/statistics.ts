/** What many samples come to: the median, and the quartiles as the spread. */
export interface Figure {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly unit: 'µs' | 'ms' | 'MiB' | 'kB' | 'events'
}

export function summarize(samples: readonly number[]): Omit<Figure, 'unit'> {
  const sorted = samples.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

export function median(samples: readonly number[]): number {
  return summarize(samples).median
}

/** Between two samples it lies in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}
