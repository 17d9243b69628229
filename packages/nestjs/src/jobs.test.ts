import { HAS_REDIS, NO_REDIS, startRedis } from '@sentry-presets/conformance/redis'
import { beforeAll, describe, expect, it } from 'vitest'
import { readFates } from '../provoke/fates.js'
import { type Outcomes, runApp, SDKS } from '../provoke/run-app.js'

const JOBS = [
  ['sends a bug of a cron job', 'cron: bug', 'sent', 'node/programming-error'],
  ['sends a bug of an interval', 'interval: bug', 'sent', 'node/programming-error'],
  ['sends a bug of an event handler', 'event: bug', 'sent', 'node/programming-error'],
  ['sends a 404 of a cron job', 'cron: status 404', 'sent', 'core/unknown'],
  ['sends a 404 of an interval', 'interval: status 404', 'sent', 'core/unknown'],
  ['sends a 404 of a timeout', 'timeout: status 404', 'sent', 'core/unknown'],
  [
    'sends a 404 of an event handler, which a request has set off',
    'event: status 404',
    'sent',
    'core/unknown',
  ],
  ['sends the first refused connection', 'cron: refused', 'sent', 'node/connection-refused'],
  ['holds back the second', 'interval: refused', 'held back', 'node/connection-refused'],
] as const

describe.each(SDKS)('jobs without a queue with %s', (sdk) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await runApp(sdk, 'jobs-app')
  })

  it.each(JOBS)('%s, once', (_, name, fate, rule) => {
    expect(readFates(outcomes, name)).toEqual([`${fate} ${rule}`])
  })
})

const REFUSED = 'node/connection-refused'
const ATTEMPTS = [
  [
    'sends a refused connection only after the last of three attempts',
    'refused thrice',
    [`sent ${REFUSED}`, `held back ${REFUSED}`, `held back ${REFUSED}`],
  ],
  [
    'holds back what a later attempt makes good',
    'refused twice',
    [`held back ${REFUSED}`, `held back ${REFUSED}`],
  ],
  [
    'holds back the one attempt of another job, as the same has been said',
    'refused once',
    [`held back ${REFUSED}`],
  ],
  [
    'judges again what is not to be tried again',
    'refused and discarded',
    [`held back ${REFUSED}`, `held back ${REFUSED}`],
  ],
  ['sends a job that gives up at once', 'given up', ['sent bullmq/unrecoverable']],
  [
    'sends a job that gives up in an expected way, as nobody will handle it',
    'given up as expected',
    ['sent options/expected/app:UserIsGone', 'held back options/expected/app:UserIsGone'],
  ],
  ['sends a 404 of each attempt', 'status 404', Array(3).fill('sent core/unknown')],
  ['sends a bug of each attempt', 'bug', Array(3).fill('sent node/programming-error')],
  ['holds back a job that puts itself off', 'put off', ['held back bullmq/moved']],
] as const

describe.skipIf(!HAS_REDIS).each(SDKS)(`jobs of a queue with %s${NO_REDIS}`, (sdk) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    await using redis = await startRedis()
    outcomes = await runApp(sdk, 'queue-app', { filter: 'module', port: redis.port })
  })

  it.each(ATTEMPTS)('%s', (_, name, fates) => {
    expect(readFates(outcomes, name)).toEqual(fates)
  })
})
