import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://docs.bullmq.io/patterns/process-step-jobs'

/** BullMQ. Its signals are thrown by the application, so that they are known by the texts that BullMQ gives them. */
export const bullmq = defineLibrary({
  name: 'bullmq',
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
  ],
})
