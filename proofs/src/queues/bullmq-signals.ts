import type { Case } from '../proof/proof.ts'
import type { Redis } from '../world/redis.ts'
import { type BullMQ, jobError, stalledJobError } from './bullmq-work.ts'

/** What a job throws to tell its worker something, and what only looks like it. */
export const signalCases: readonly Case<BullMQ, Redis>[] = [
  {
    name: 'holds back a job that has put itself off',
    provoke: (module, redis) =>
      jobError(module, redis, async (job, token) => {
        await job.moveToDelayed(Date.now() + 60_000, token)
        throw new module.DelayedError()
      }),
    identity: 'app:DelayedError',
    verdict: 'control-flow',
    rule: 'bullmq/moved',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a job that has put itself back',
    provoke: (module, redis) =>
      jobError(module, redis, async (job, token) => {
        await job.moveToWait(token)
        throw new module.WaitingError()
      }),
    identity: 'app:WaitingError',
    verdict: 'control-flow',
    rule: 'bullmq/moved',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a job that waits for its children',
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw new module.WaitingChildrenError()
      }),
    identity: 'app:WaitingChildrenError',
    verdict: 'control-flow',
    rule: 'bullmq/moved',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a job that slows its queue down',
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw module.Worker.RateLimitError()
      }),
    identity: 'bullmq:RateLimitError',
    verdict: 'control-flow',
    rule: 'bullmq/rate-limit',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a job that gives up',
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw new module.UnrecoverableError('no such user')
      }),
    identity: 'app:UnrecoverableError',
    verdict: 'bug',
    rule: 'bullmq/unrecoverable',
    nearMissOf: ['bullmq/moved'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a job that stalled too often',
    provoke: stalledJobError,
    identity: 'bullmq:UnrecoverableError',
    verdict: 'bug',
    rule: 'bullmq/unrecoverable',
    nearMissOf: ['bullmq/lock-lost'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps an error of the application that has the name of a signal',
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw Object.assign(new Error('the parcel is late'), { name: 'DelayedError' })
      }),
    identity: 'app:DelayedError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['bullmq/moved'],
  },
  {
    name: "keeps a rate limit that is not the worker's",
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw Object.assign(new Error('too many parcels'), { name: 'RateLimitError' })
      }),
    identity: 'app:RateLimitError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['bullmq/rate-limit'],
  },
  {
    name: 'keeps what a job cannot go on from, where it does not say so',
    provoke: (module, redis) =>
      jobError(module, redis, async () => {
        throw new Error('unrecoverable')
      }),
    identity: 'app:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['bullmq/unrecoverable'],
  },
]
