import * as Sentry from '@sentry/node'
import { attempt } from '@sentry-presets/node'
import type PgBoss from 'pg-boss'
import type { InFlight } from '../in-flight.js'
import { createLogger } from '../log.js'
import { QUEUE_NAMES, type Payloads, type QueueName, type Queues } from './queues.js'

export type Handlers = { readonly [Name in QueueName]: (payload: Payloads[Name]) => Promise<void> }

export interface Worker {
  start(): void
  /** Takes no more jobs. Those that run go on. */
  stop(): void
}

interface WorkerOptions {
  readonly boss: PgBoss
  readonly handlers: Handlers
  readonly inFlight: InFlight
  readonly queues: Queues
}

type Job = PgBoss.JobWithMetadata<never>

const log = createLogger('jobs')
const BATCH_SIZE = 5
const POLL_MS = 2_000

/** Works each queue until it is empty, then waits to be told or for the next poll. */
export function createWorker({ boss, handlers, inFlight, queues }: WorkerOptions): Worker {
  const draining = new Map<QueueName, 'once' | 'again'>()
  let poll: NodeJS.Timeout | undefined
  let stopped = true

  function wake(name: QueueName): void {
    if (stopped) return
    const running = draining.has(name)
    draining.set(name, running ? 'again' : 'once')
    if (!running) void inFlight.run(() => drain(name))
  }

  async function drain(name: QueueName): Promise<void> {
    try {
      while (!stopped) {
        draining.set(name, 'once')
        const jobs = await boss.fetch<never>(name, { batchSize: BATCH_SIZE, includeMetadata: true })
        if (jobs.length === 0 && draining.get(name) === 'once') return
        await Promise.all(jobs.map((job) => work(name, job)))
      }
    } catch (err) {
      log.error({ err, queue: name }, 'queue not reached')
    } finally {
      draining.delete(name)
    }
  }

  async function work(name: QueueName, job: Job): Promise<void> {
    const number = job.retryCount + 1
    const of = job.retryLimit + 1
    await attempt({ number, of }, async () => {
      try {
        await handlers[name](job.data)
        await boss.complete(name, job.id)
      } catch (err) {
        log.error({ err, queue: name, number, of }, 'job failed')
        if (number === of) reportFinalFailure(name, job, err)
        await boss.fail(name, job.id, { message: String(err) })
      }
    })
  }

  return {
    start() {
      stopped = false
      queues.onAdd(wake)
      poll = setInterval(() => QUEUE_NAMES.forEach(wake), POLL_MS)
      QUEUE_NAMES.forEach(wake)
    },
    stop() {
      stopped = true
      clearInterval(poll)
    },
  }
}

function reportFinalFailure(queue: QueueName, job: Job, error: unknown): void {
  Sentry.captureException(error, {
    tags: { queue },
    contexts: { job: { id: job.id, attempts: job.retryCount + 1 } },
  })
}
