import type { Event } from '@sentry/node'
import { expect, test } from 'vitest'
import { BUGS } from './bugs.ts'
import { groupOf } from './issues.ts'
import { score } from './score.ts'

const rateLimit: Event = {
  exception: {
    values: [
      {
        type: 'Error',
        value: '429 Rate limit reached for requests per min (RPM)',
        mechanism: { type: 'auto.log.pino' },
      },
    ],
  },
}

test('takes a rate limit in the log for noise, and for a bug where it reached the client', () => {
  const escaped: Event = {
    exception: {
      values: [
        {
          type: 'Error',
          value: '429 Rate limit reached for tokens per min (TPM)',
          mechanism: { type: 'auto.function.fastify' },
        },
      ],
    },
  }

  const result = score(
    [rateLimit, escaped].map((event) => ({ tick: 1, event })),
    BUGS,
  )

  expect(result.noise).toBe(1)
  expect(result.bugs['rate-limit-escaped']).toEqual({ events: 1, found: true })
})

test('does not take an escalation for noise', () => {
  const event: Event = {
    ...rateLimit,
    tags: { 'noise.escalated': true },
    fingerprint: ['noise', 'rate-limit'],
  }

  expect(score([{ tick: 1, event }], BUGS)).toMatchObject({ events: 1, noise: 0, escalations: 1 })
})

test('groups messages without their numbers, and keeps a fingerprint', () => {
  expect(groupOf({ message: 'took 12 ms' })).toBe(groupOf({ message: 'took 345 ms' }))
  expect(groupOf({ ...rateLimit, fingerprint: ['a'] })).toBe('fingerprint a')
})

test('has a name of its own for every bug', () => {
  expect(new Set(BUGS.map(({ id }) => id)).size).toBe(BUGS.length)
})
