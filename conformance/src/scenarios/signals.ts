import { match } from '@sentry-presets/core'
import type { Scenario } from '../scenario.ts'

class PoolEnded extends Error {}

export interface SignalInput {
  /** Whether the application itself listens to the signal, and how. */
  readonly listener: 'none' | 'on' | 'once'
  readonly signal: 'SIGTERM' | 'SIGINT'
}

/** The pool ends while the process runs, and again while it is being stopped by a signal. */
export const run: Scenario<SignalInput> = async ({ Sentry, init, input }) => {
  init({
    rules: [
      {
        id: 'app/pool-ended',
        when: match.all(match.error('app:PoolEnded'), match.phase('shutdown')),
        verdict: 'control-flow',
        reason: 'The process is stopping and has closed its pool.',
      },
    ],
  })
  Sentry.captureException(new PoolEnded('while running'))
  await Sentry.flush(10_000)
  // A server keeps a process alive just so.
  const alive = setInterval(() => undefined, 60_000)
  const stopped = new Promise<void>((resolve) => {
    if (input.listener !== 'none') process[input.listener](input.signal, () => resolve())
  })
  process.kill(process.pid, input.signal)
  await stopped
  clearInterval(alive)
  Sentry.captureException(new PoolEnded('while stopping'))
  Sentry.captureException(new Error('a bug while stopping'))
}
