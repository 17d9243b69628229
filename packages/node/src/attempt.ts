import { AsyncLocalStorage } from 'node:async_hooks'
import type { Attempt } from '@sentry-presets/core'

/**
 * One storage for the whole process: an application and its preset may load this module twice, as ESM and as CJS.
 */
const STORAGE = Symbol.for('sentry-presets.attempt')

/**
 * Runs one attempt of work that is tried again when it fails. Until the last attempt nothing in it counts as
 * unhandled; in the last one, what the application itself reports does.
 *
 * @param attempt which attempt this is and how many there will be, both counted from 1
 * @returns what `run` returns
 * @example
 * await attempt({ number: job.retryCount + 1, of: job.retryLimit + 1 }, () => handle(job))
 */
export function attempt<T>({ number, of }: Attempt, run: () => T): T {
  if (Number.isInteger(number) && Number.isInteger(of) && number >= 1 && of >= 1) {
    return findStorage().run({ number, of }, run)
  }
  throw new RangeError(
    `[@sentry-presets/node] attempt: number ${number} of ${of} makes no sense. Both are whole and counted from 1.`,
  )
}

/** The attempt that is running here, if any. */
export function currentAttempt(): Attempt | undefined {
  return findStorage().getStore()
}

function findStorage(): AsyncLocalStorage<Attempt> {
  // The symbol is this module's own, so nothing else is ever stored under it.
  const shared = globalThis as { [STORAGE]?: AsyncLocalStorage<Attempt> }
  shared[STORAGE] ??= new AsyncLocalStorage<Attempt>()
  return shared[STORAGE]
}
