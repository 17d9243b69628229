import { beforeAll, describe, expect, it, test } from 'vitest'
import { readAnswers, readFates } from '../../provoke/fates.js'
import { type Outcomes, runApp, SDKS } from '../../provoke/run-app.js'

const REFUSED = 'nestjs/message-refused'

type Case = readonly [title: string, name: string, fate: 'sent' | 'held back', rule: string]

const MESSAGES: readonly Case[] = [
  ['holds back a refusal in words', 'text', 'held back', REFUSED],
  ['holds back a refusal with a status', 'status 404', 'held back', REFUSED],
  ['sends an exception with a 5xx', 'status 503', 'sent', 'core/unknown'],
  ['sends an object that says nothing of a status', 'object without a status', 'sent', 'core/unknown'],
  ['sends a bug that an exception carries', 'carried bug', 'sent', 'node/programming-error'],
  ['sends a bug', 'bug', 'sent', 'node/programming-error'],
]

const RPC_MESSAGES: readonly Case[] = [
  ['holds back a code of gRPC by which the caller is at fault', 'gRPC not found', 'held back', REFUSED],
  [
    'sends the first refused connection that is carried',
    'carried refusal',
    'sent',
    'node/connection-refused',
  ],
  ['sends an upstream 404 that is carried', 'carried upstream 404', 'sent', 'core/unknown'],
  ['sends an HttpException of which the caller learns nothing', 'HttpException', 'sent', 'core/unknown'],
  ['sends a bug in an event handler', 'bug in an event', 'sent', 'node/programming-error'],
]

const WS_MESSAGES: readonly Case[] = [
  ['holds back a 404 of HTTP', 'status 404 of HTTP', 'held back', 'nestjs/client-exception'],
  ['sends a 503 of HTTP', 'status 503 of HTTP', 'sent', 'nestjs/server-exception'],
]

const APPS = [
  { app: 'rpc-app', title: 'a microservice', cases: [...MESSAGES, ...RPC_MESSAGES] },
  { app: 'ws-app', title: 'a gateway', cases: [...MESSAGES, ...WS_MESSAGES] },
]

describe.each(SDKS.flatMap((sdk) => APPS.map((app) => ({ sdk, ...app }))))(
  '$title with $sdk',
  ({ sdk, app, cases }) => {
    let outcomes: Outcomes
    beforeAll(async () => {
      outcomes = await runApp(sdk, app, { filter: 'module' })
    })

    it.each(cases)('%s', (_, name, fate, rule) => {
      expect(readFates(outcomes, name)).toEqual([`${fate} ${rule}`])
    })

    it('leaves exceptions to the filters of the application', () => {
      expect(outcomes['tea']).toEqual({ answer: { status: 'tea' }, sent: [], tags: [], heldBack: [] })
    })
  },
)

test.each(APPS)('answers as Nest does without it in $title', async ({ app }) => {
  const [own, none] = await Promise.all(
    (['module', 'none'] as const).map((filter) => runApp('@sentry/nestjs', app, { filter })),
  )
  const expected = readAnswers(none)
  expect(Object.keys(expected).length).toBeGreaterThan(8)
  expect(readAnswers(own)).toEqual(expected)
})
