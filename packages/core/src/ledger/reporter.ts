import { normalizeDuration } from '../options/duration.js'
import { at, type ConfigPlace } from '../options/config-error.js'
import type { LedgerSnapshot } from './ledger.js'
import type { NoiseOptions } from '../options/noise-options.js'

/** Hands the ledger to `onReport`, from time to time and on demand. */
export interface Reporter {
  /** Reports when the period is over. Without traffic there is nothing new to report, so no timer is needed. */
  tick(now: number): void
  readonly report: () => void
}

export function createReporter(
  options: NoiseOptions,
  snapshot: () => LedgerSnapshot,
  place: ConfigPlace,
): Reporter {
  const period = normalizeDuration(options.reportEvery ?? '5m', at(place, '.reportEvery'))
  const { onReport } = options
  let due: number | undefined

  function report(): void {
    try {
      onReport?.(snapshot())
    } catch {
      // A report that fails must not cost an event.
    }
  }

  return {
    report,
    tick(now) {
      // A clock that was set back must not put the report off until it has caught up.
      if (due === undefined || due - now > period) due = now + period
      if (now < due) return
      due = now + period
      report()
    },
  }
}
