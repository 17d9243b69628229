import { describe, expect, it } from 'vitest'
import { createLedger } from './ledger.js'
import { createReporter } from './reporter.js'

const START = Date.UTC(2026, 0, 1)
const PLACE = { package: 'core', path: '' }
const MINUTE = 60_000

describe('the reporter', () => {
  it('reports when the period is over and there is traffic', () => {
    expect(reportTimes([0, 1, 4.9, 5, 5.1, 9.9, 10, 30, 31])).toEqual([5, 10, 30])
  })

  it('does not wait for a clock that was set back', () => {
    expect(reportTimes([0, -1_440, -1_437, -1_435])).toEqual([-1_435])
  })

  it('reports on demand, with the ledger as it stands', () => {
    const ledger = createLedger()
    const reports: unknown[] = []
    const reporter = createReporter({ onReport: (report) => reports.push(report) }, ledger.snapshot, PLACE)
    ledger.add('captured')
    reporter.report()
    expect(reports).toEqual([expect.objectContaining({ captured: 1, inFlight: 1 })])
  })

  it('lets no failure of a report out', () => {
    const onReport = (): never => {
      throw new Error('boom')
    }
    const reporter = createReporter({ onReport, reportEvery: '1m' }, createLedger().snapshot, PLACE)
    reporter.tick(START)
    expect(() => reporter.tick(START + MINUTE)).not.toThrow()
    expect(() => reporter.report()).not.toThrow()
  })

  it('needs no one to report to', () => {
    const reporter = createReporter({}, createLedger().snapshot, PLACE)
    expect(() => reporter.report()).not.toThrow()
  })
})

/** The minutes, of those at which something happened, at which a filter that reports every five has reported. */
function reportTimes(minutes: readonly number[]): number[] {
  const times: number[] = []
  let now = 0
  const onReport = (): void => void times.push(now)
  const reporter = createReporter({ onReport, reportEvery: '5m' }, createLedger().snapshot, PLACE)
  for (const minute of minutes) {
    now = minute
    reporter.tick(START + minute * MINUTE)
  }
  return times
}
