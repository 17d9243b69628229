import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type * as BullMQModule from 'bullmq'
import type { Job, Queue, QueueEvents, Worker } from 'bullmq'
import { rejectionOf } from '../proof/proof.ts'
import type { Redis } from '../world/redis.ts'

export type BullMQ = typeof BullMQModule

/** What a job does before it ends in an error. */
export type Process = (job: Job, token: string) => Promise<unknown>

/** Runs one job and answers with what it threw. */
export async function jobError(module: BullMQ, redis: Redis, process: Process): Promise<unknown> {
  return withQueue(module, redis, async (queue, connection) => {
    await queue.add('parcel', {})
    let worker: Worker | undefined
    const thrown = await new Promise((resolve) => {
      worker = new module.Worker(
        queue.name,
        async (job, token = '') => {
          const error = await rejectionOf(process(job, token))
          resolve(error)
          throw error
        },
        { connection },
      )
    })
    await worker?.close()
    return thrown
  })
}

/** Answers with what the first worker that was made emits as an error. */
export async function workerError(
  module: BullMQ,
  redis: Redis,
  work: (queue: Queue, startWorker: (process: Process) => Worker) => Promise<unknown>,
): Promise<unknown> {
  return withQueue(module, redis, async (queue, connection) => {
    let emitted: Promise<unknown> | undefined
    let worker: Worker | undefined
    await work(queue, (process) => {
      worker = new module.Worker(queue.name, (job, token = '') => process(job, token), {
        connection,
        lockDuration: 60,
        lockRenewTime: 20,
        skipStalledCheck: true,
      })
      emitted = once(worker, 'nothing').catch((error: unknown) => error)
      return worker
    })
    const error = await emitted
    worker?.on('error', () => {})
    await worker?.close(true)
    return error
  })
}

/** A job that another worker took and died with, twice as often as allowed. */
export async function stalledJobError(module: BullMQ, redis: Redis): Promise<unknown> {
  return withQueue(module, redis, async (queue, connection) => {
    const taker = new module.Worker(queue.name, null, { connection, lockDuration: 20 })
    await queue.add('parcel', {})
    await taker.getNextJob('a token')
    const options = { connection, stalledInterval: 30, maxStalledCount: 0 }
    const worker = new module.Worker(queue.name, async () => {}, options)
    const [, error] = await once(worker, 'failed')
    await Promise.all([worker.close(), taker.close()])
    return error
  })
}

/** What is thrown by work on a queue, or with its events. */
export async function queueError(
  module: BullMQ,
  redis: Redis,
  work: (queue: Queue, openEvents: () => QueueEvents) => Promise<unknown>,
): Promise<unknown> {
  return withQueue(module, redis, async (queue, connection) => {
    let events: QueueEvents | undefined
    const error = await rejectionOf(
      work(queue, () => (events = new module.QueueEvents(queue.name, { connection }))),
    )
    await events?.close()
    return error
  })
}

type Connection = { readonly port: number; readonly maxRetriesPerRequest: null }

async function withQueue<T>(
  { Queue: QueueClass }: BullMQ,
  { port }: Redis,
  work: (queue: Queue, connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = { port, maxRetriesPerRequest: null }
  const queue = new QueueClass(`parcels-${randomUUID()}`, { connection })
  queue.on('error', () => {})
  try {
    return await work(queue, connection)
  } finally {
    await queue.close()
  }
}
