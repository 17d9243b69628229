import type { Scenario } from '../scenario.ts'

/** Twelve thousand errors of which no two are alike: by class, code, message and place all at once. */
export const run: Scenario = async ({ Sentry, init }) => {
  init({ transient: ['app:Transient'], expected: ['app:Expected'] }, { maxBreadcrumbs: 0 })
  async function capture(from: number, to: number): Promise<number> {
    for (let index = from; index < to; index++) {
      Sentry.captureException(makeError(index))
      if (index % 100 === 0) await Sentry.flush(10_000)
    }
    await Sentry.flush(10_000)
    globalThis.gc?.()
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  const before = await capture(0, 8_000)
  const after = await capture(8_000, 12_000)
  return (after - before) / 1_024
}

class Transient extends Error {}
class Expected extends Error {}
const KINDS = [Transient, Expected, Transient, Expected, Transient, Expected, Transient, Expected, Error]

function makeError(index: number): Error {
  const Kind = KINDS[index % KINDS.length] ?? Error
  const error = new Kind(`failed for ${index}`)
  error.stack = `${error.name}: ${error.message}\n    at work (/srv/app/job-${index}.js:${index}:7)`
  return Object.assign(error, { code: `E_${index}` })
}
