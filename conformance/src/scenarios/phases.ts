import type { Scenario } from '../scenario.ts'

/** One error in each phase, on a clock of its own. */
export const run: Scenario = ({ Sentry, presets, init }) => {
  let time = 1_000_000
  init({ now: () => time })
  const report = (text: string) => Sentry.captureException(new Error(text))
  report('at the start')
  time += 29_999
  report('just before half a minute')
  time += 1
  report('after half a minute')
  presets.markShutdown()
  report('after markShutdown')
  presets.markRunning()
  report('markRunning cannot call it off')
}
