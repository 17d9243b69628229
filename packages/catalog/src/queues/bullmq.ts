import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://docs.bullmq.io/patterns/process-step-jobs'

/** BullMQ. Its signals are thrown by the application, so that they are known by the texts that BullMQ gives them. */
export const bullmq = defineLibrary({
  name: 'bullmq',
  // What node-redis or another client than ioredis threw, where BullMQ has made its own error of it.
  wrappers: [
    {
      when: match.all(match.error('bullmq:ConnectionClosedError'), match.field('cause')),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'bullmq/moved',
      when: match.any(
        match.all(match.error('*:DelayedError'), match.message(/^bullmq:movedToDelayed$/)),
        match.all(match.error('*:WaitingError'), match.message(/^bullmq:movedToWait$/)),
        match.all(match.error('*:WaitingChildrenError'), match.message(/^bullmq:movedToWaitingChildren$/)),
      ),
      verdict: 'control-flow',
      reason:
        'The job moved itself to be run later or behind its children; throwing is how it tells the worker.',
      source: SOURCE,
    },
    {
      id: 'bullmq/rate-limit',
      when: match.all(match.error('*:RateLimitError'), match.message(/^bullmq:rateLimitExceeded$/)),
      verdict: 'control-flow',
      reason: 'The job asked its worker to slow the queue down, and runs again when the pause is over.',
      source: 'https://docs.bullmq.io/guide/rate-limiting#manual-rate-limit',
    },
    {
      id: 'bullmq/unrecoverable',
      when: match.error('*:UnrecoverableError'),
      verdict: 'bug',
      reason: 'The job gave up at once, however many attempts it had left, so no later one repairs it.',
      source: 'https://docs.bullmq.io/patterns/stop-retrying-jobs',
    },
    {
      id: 'bullmq/lock-lost',
      // Only BullMQ writes these texts, which also tell its errors in a bundle.
      when: match.all(
        match.error('*:Error'),
        match.any(
          match.message(/^could not renew lock for job /),
          match.message(/^Missing lock for job /),
          match.message(/^Lock mismatch for job /),
        ),
      ),
      verdict: 'transient',
      budget: { max: 5, per: '10m' },
      reason:
        'A worker lost its hold on a job, as when Redis is replaced, and the job runs again; if it lasts, jobs block their process.',
      source: 'https://docs.bullmq.io/guide/workers/stalled-jobs',
    },
    {
      id: 'bullmq/wait-timeout',
      when: match.all(
        match.error('*:Error'),
        match.message(/^Job wait /),
        match.message('timed out before finishing, no finish notification arrived after'),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A job was not done in the time somebody wanted to wait for it; if it lasts, there are too few workers.',
      source: 'https://docs.bullmq.io/guide/jobs/job-data',
    },
    {
      id: 'bullmq/connection-closed',
      when: match.all(match.error('*:ConnectionClosedError'), match.message(/^Connection is closed\.?$/)),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The connection to Redis was lost or shut; if it lasts, the code uses a queue that it has shut.',
      source: 'https://github.com/taskforcesh/bullmq/blob/master/src/classes/redis-connection.ts',
    },
  ],
})
