const SLICES = 10

/** Counts occurrences over the last `length` milliseconds, exact to a tenth of it. */
export interface RateWindow {
  /** Counts one more and returns how many there were in the window that ends now. */
  add(now: number): number
}

/** Memory is ten numbers, whatever the rate. A clock that steps back is read as standing still, or as new beyond the window. */
export function createRateWindow(length: number): RateWindow {
  const width = length / SLICES
  const counts = new Array<number>(SLICES).fill(0)
  let current = Number.NEGATIVE_INFINITY
  let sum = 0

  function advance(slice: number): void {
    const steps = Math.min(SLICES, slice - current)
    for (let step = 1; step <= steps; step++) {
      const index = position(slice - steps + step)
      sum -= counts[index] ?? 0
      counts[index] = 0
    }
    current = slice
  }

  function restart(slice: number): void {
    counts.fill(0)
    sum = 0
    current = slice
  }

  return {
    add(now) {
      const slice = Math.floor(now / width)
      if (slice > current) advance(slice)
      else if (current - slice >= SLICES) restart(slice)
      const index = position(current)
      counts[index] = (counts[index] ?? 0) + 1
      return ++sum
    },
  }
}

function position(slice: number): number {
  return ((slice % SLICES) + SLICES) % SLICES
}
