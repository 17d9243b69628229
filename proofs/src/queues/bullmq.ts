import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { bullmq } from '@sentry-presets/catalog'
import type { Queue } from 'bullmq'
import { Redis as Client } from 'ioredis'
import { createClient } from 'redis'
import { BUNDLE, defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import { openRedis, type Redis } from '../world/redis.ts'
import { signalCases } from './bullmq-signals.ts'
import { type BullMQ, jobError, queueError, workerError } from './bullmq-work.ts'

export const bullmqProof = defineProof<BullMQ, Redis>({
  library: bullmq,
  against: 'a real Redis 7',
  modules: { bullmq: () => import('bullmq'), 'bullmq-5': () => import('bullmq-5') },
  bundle: {
    entry: `
      export { DelayedError, Queue, QueueEvents, UnrecoverableError } from 'bullmq'
      export { WaitingChildrenError, WaitingError, Worker } from 'bullmq'
    `,
  },
  needs: 'redis-server',
  open: () => openRedis(),
  close: (redis) => redis.close(),
  cases: [
    ...signalCases,
    {
      name: 'holds back a lock that could not be renewed',
      provoke: (module, redis) =>
        workerError(module, redis, async (queue, startWorker) => {
          await queue.add('parcel', {})
          startWorker(async (job) => {
            await loseLock(redis, `${queue.toKey(job.id ?? '')}:lock`)
            await sleep(60)
          })
        }),
      identity: 'bullmq:Error',
      verdict: 'transient',
      rule: 'bullmq/lock-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a job that ends after its lock has gone',
      provoke: (module, redis) =>
        jobError(module, redis, async (job) => job.moveToCompleted('done', 'the token of another', false)),
      identity: 'bullmq:Error#-6',
      verdict: 'transient',
      rule: 'bullmq/lock-lost',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a job that is not where the code takes it to be',
      provoke: (module, redis) =>
        queueError(module, redis, async (queue) => (await queue.add('parcel', {})).retry()),
      identity: 'bullmq:Error#-3',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/lock-lost'],
    },
    {
      name: 'keeps a job whose name nobody may give it',
      provoke: (module, redis) =>
        queueError(module, redis, (queue) => queue.add('parcel', {}, { jobId: 'a:b' })),
      identity: 'bullmq:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/wait-timeout', 'bullmq/lock-lost'],
    },
    {
      name: 'holds back a wait for a job that was too short',
      provoke: (module, redis) =>
        queueError(module, redis, async (queue, openEvents) => {
          const job = await queue.add('parcel', {})
          await job.waitUntilFinished(openEvents(), 20)
        }),
      identity: 'bullmq:Error',
      verdict: 'transient',
      rule: 'bullmq/wait-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a queue whose connection has ended',
      provoke: (module, redis) =>
        queueError(module, redis, async (queue) => {
          await queue.waitUntilReady()
          await queue.disconnect()
          await queue.add('parcel', {})
        }),
      identity: 'ioredis:Error',
      verdict: 'transient',
      rule: 'ioredis/connection-closed',
      nearMissOf: ['bullmq/connection-closed'],
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a queue on a connection that had ended before',
      async provoke({ Queue }, { port }) {
        const connection = new Client({ port, lazyConnect: true })
        connection.disconnect()
        await once(connection, 'end')
        return connectionError(new Queue('parcels', { connection }))
      },
      identity: 'bullmq:ConnectionClosedError',
      verdict: 'transient',
      rule: 'bullmq/connection-closed',
    },
    {
      name: 'keeps a job for a client of node-redis that was closed',
      async provoke({ Queue }, { port }) {
        const client = createClient({ socket: { port } })
        await client.connect()
        const queue = new Queue('parcels', { connection: client })
        await queue.waitUntilReady()
        await client.close()
        const error = await rejectionOf(queue.add('parcel', {}))
        await queue.close()
        return error
      },
      identity: 'bullmq:ConnectionClosedError',
      decider: 'redis:ClientClosedError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/connection-closed'],
      // 5 waits for somebody to connect the client again.
      only: ['bullmq', BUNDLE],
    },
    {
      name: 'holds back a worker whose Redis is away',
      async provoke({ Worker }) {
        const connection = { port: await findClosedPort(), maxRetriesPerRequest: null }
        const worker = new Worker('parcels', async () => {}, { connection })
        const error = await once(worker, 'nothing').catch((emitted: unknown) => emitted)
        worker.on('error', () => {})
        await worker.close(true)
        return error
      },
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['bullmq/connection-closed'],
    },
  ],
})

/** What a queue is told that asks whether it may begin. */
async function connectionError(queue: Queue): Promise<unknown> {
  const error = await rejectionOf(queue.on('error', () => {}).waitUntilReady())
  await queue.close()
  return error
}

/** As a Redis does that was replaced by one that has not seen the newest writes. */
async function loseLock({ port }: Redis, key: string): Promise<void> {
  const client = new Client({ port })
  await client.del(key)
  client.disconnect()
}
