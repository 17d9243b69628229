import { afterEach, expect, test } from 'vitest'
import { createPhaseTracker, markRunning, markShutdown } from './phase-tracker.js'

afterEach(() => {
  process.removeAllListeners('sentry-presets:phase')
})

/** Hears the marks; signals are tried in real processes, in `conformance/`. */
function listening() {
  let time = 0
  const tracker = createPhaseTracker(() => time)
  tracker.listen()
  return { ...tracker, pass: (milliseconds: number) => (time += milliseconds) }
}

test('starts for half a minute unless told otherwise', () => {
  const { phase, pass } = listening()
  pass(29_999)
  expect(phase()).toBe('startup')
  pass(1)
  expect(phase()).toBe('running')
})

test('runs as soon as it is told', () => {
  const { phase } = listening()
  markRunning()
  expect(phase()).toBe('running')
})

test('stays in shutdown', () => {
  const { phase, pass } = listening()
  markShutdown()
  markRunning()
  pass(60_000)
  expect(phase()).toBe('shutdown')
})

test('tells every filter in the process', () => {
  const [one, other] = [listening(), listening()]
  markShutdown()
  expect([one.phase(), other.phase()]).toEqual(['shutdown', 'shutdown'])
})
