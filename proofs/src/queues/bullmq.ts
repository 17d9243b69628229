import {
  DelayedError,
  type Job,
  Queue,
  UnrecoverableError,
  WaitingChildrenError,
  WaitingError,
  Worker,
} from 'bullmq'
import { bullmq } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { hasRedis, openRedis, type Redis } from '../world/redis.ts'

/** Undefined where there is no Redis: then the errors are made as jobs make them, but nothing runs. */
type World = Redis | undefined

/** What a job does before it ends in an error. */
type Process = (job: Job, token: string) => Promise<never>

export const bullmqProof = defineProof<World>({
  library: bullmq,
  open: async () => (hasRedis ? openRedis() : undefined),
  close: async (redis) => redis?.close(),
  cases: [
    {
      name: 'holds back a job that has put itself off',
      provoke: (redis) =>
        work(redis, async (job, token) => {
          await job.moveToDelayed(Date.now() + 60_000, token)
          throw new DelayedError()
        }),
      identity: 'app:DelayedError',
      verdict: 'control-flow',
      rule: 'bullmq/moved',
    },
    {
      name: 'holds back a job that has put itself back',
      provoke: (redis) =>
        work(redis, async (job, token) => {
          await job.moveToWait(token)
          throw new WaitingError()
        }),
      identity: 'app:WaitingError',
      verdict: 'control-flow',
      rule: 'bullmq/moved',
    },
    {
      name: 'holds back a job that waits for its children',
      provoke: (redis) =>
        work(redis, async () => {
          throw new WaitingChildrenError()
        }),
      identity: 'app:WaitingChildrenError',
      verdict: 'control-flow',
      rule: 'bullmq/moved',
    },
    {
      name: 'holds back a job that slows its queue down',
      provoke: (redis) =>
        work(redis, async () => {
          throw Worker.RateLimitError()
        }),
      identity: 'bullmq:RateLimitError',
      verdict: 'control-flow',
      rule: 'bullmq/rate-limit',
    },
    {
      name: 'keeps a job that gives up',
      provoke: (redis) =>
        work(redis, async () => {
          throw new UnrecoverableError('no such user')
        }),
      identity: 'app:UnrecoverableError',
      verdict: 'bug',
      rule: 'bullmq/unrecoverable',
      nearMissOf: ['bullmq/moved'],
    },
    {
      name: 'keeps an error of the application that has the name of a signal',
      provoke: (redis) =>
        work(redis, async () => {
          throw Object.assign(new Error('the parcel is late'), { name: 'DelayedError' })
        }),
      identity: 'app:DelayedError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/moved'],
    },
    {
      name: "keeps a rate limit that is not the worker's",
      provoke: (redis) =>
        work(redis, async () => {
          throw Object.assign(new Error('too many parcels'), { name: 'RateLimitError' })
        }),
      identity: 'app:RateLimitError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/rate-limit'],
    },
    {
      name: 'keeps what a job cannot go on from, where it does not say so',
      provoke: (redis) =>
        work(redis, async () => {
          throw new Error('unrecoverable')
        }),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['bullmq/unrecoverable'],
    },
  ],
})

/** Runs one job and answers with what it threw. */
async function work(redis: World, process: Process): Promise<unknown> {
  if (!redis) return rejectionOf(process(STAND_IN, ''))
  const connection = { port: redis.port, maxRetriesPerRequest: null }
  const queue = new Queue('parcels', { connection })
  await queue.add('parcel', {})
  let worker: Worker | undefined
  const thrown = await new Promise((resolve) => {
    worker = new Worker(
      'parcels',
      async (job, token = '') => {
        const error = await rejectionOf(process(job, token))
        resolve(error)
        throw error
      },
      { connection },
    )
  })
  await worker?.close()
  await queue.obliterate({ force: true })
  await queue.close()
  return thrown
}

/** A job of no queue, for a machine without Redis. */
const STAND_IN = { moveToDelayed: async () => {}, moveToWait: async () => {} } as unknown as Job
