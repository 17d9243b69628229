const SLICES = 10

/** Counts occurrences over the last `length` milliseconds, exact to a tenth of it. */
export interface RateWindow {
  /** Counts one more and returns how many there were in the window that ends now. */
  add(now: number): number
}

/** Memory is ten numbers, whatever the rate. A clock that steps back is read as standing still, or as new beyond the window. */
export function createRateWindow(length: number): RateWindow {
  let current = Number.NEGATIVE_INFINITY
  /** The youngest slice first. */
  let counts: number[] = []
  return {
    add(now) {
      const slice = Math.floor((now / length) * SLICES)
      if (Math.abs(slice - current) >= SLICES) {
        current = slice
        counts = [0]
      }
      for (; current < slice; current++) counts = [0, ...counts.slice(0, SLICES - 1)]
      counts[0] = (counts[0] ?? 0) + 1
      return counts.reduce((sum, count) => sum + count)
    },
  }
}
