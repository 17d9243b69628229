import { createLogger } from '../log.js'

export interface Task {
  readonly name: string
  readonly everyMinutes: number
  readonly run: () => Promise<void>
}

export interface Scheduler {
  /** Runs every task whose minute has come since the last call. */
  runDue(now: number): Promise<void>
}

const log = createLogger('scheduler')
const MINUTE_MS = 60_000

export function createScheduler(tasks: readonly Task[], startedAt: number): Scheduler {
  let last = startedAt

  return {
    async runDue(now) {
      const due = tasks.filter(({ everyMinutes }) => {
        const interval = everyMinutes * MINUTE_MS
        return Math.floor(now / interval) > Math.floor(last / interval)
      })
      last = now
      await Promise.all(due.map(runTask))
    },
  }
}

async function runTask({ name, run }: Task): Promise<void> {
  try {
    await run()
  } catch (err) {
    log.error({ err, task: name }, 'scheduled task failed')
  }
}
