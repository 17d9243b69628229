import { beforeAll, describe, expect, it, test } from 'vitest'
import { readAnswers, readFates } from '../provoke/fates.js'
import { type Outcomes, readHealth, runApp, SDKS } from '../provoke/run-app.js'

const CLIENT = 'nestjs/client-exception'

/** What each request is answered, and the rule that holds back or sends what it made fail. */
const REQUESTS = [
  ['holds back a 404 that a handler throws', '/missing', 404, 'held back', CLIENT],
  ['holds back a route that is not there', '/nowhere', 404, 'held back', CLIENT],
  ['holds back a status of its own', '/teapot', 418, 'held back', CLIENT],
  ['holds back a client that asks too often', '/throttled', 429, 'held back', CLIENT],
  ['holds back a body that does not fit', '/order', 400, 'held back', CLIENT],
  ['holds back a refusal that is only logged', '/logged', 200, 'held back', CLIENT],
  ['sends a 503 whatever its cause is', '/unavailable', 503, 'sent', 'nestjs/server-exception'],
  ['sends a bug', '/bug', 500, 'sent', 'node/programming-error'],
  ['sends a text that was thrown', '/text', 500, 'sent', 'core/unknown'],
  ['sends what only looks like an HttpException', '/look-alike', 500, 'sent', 'core/unknown'],
  ['sends validation errors that nobody made an exception of', '/raw-order', 500, 'sent', 'core/unknown'],
  ['sends the first refused connection', '/refused', 500, 'sent', 'node/connection-refused'],
  ['holds back the second', '/refused again', 500, 'held back', 'node/connection-refused'],
] as const

const PAIRS = [
  ...SDKS.map((sdk) => ({ sdk, adapter: 'express', filter: 'module' }) as const),
  { sdk: '@sentry/nestjs', adapter: 'express', filter: 'useGlobalFilters' },
  { sdk: '@sentry/nestjs', adapter: 'fastify', filter: 'module' },
] as const

describe.each(PAIRS)('with $sdk on $adapter, registered by $filter', ({ sdk, ...input }) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await runApp(sdk, 'http-app', input)
  })

  it.each(REQUESTS)('%s', (_, path, status, fate, rule) => {
    expect(String(outcomes[path]?.answer).slice(0, 4)).toBe(`${status} `)
    expect(readFates(outcomes, path)).toEqual([`${fate} ${rule}`])
  })

  it('sends a 404 that an upstream service gave to us, and holds back the one it answered itself', () => {
    expect(readFates(outcomes, '/upstream')).toEqual(['sent core/unknown', `held back ${CLIENT}`])
    expect(outcomes['/upstream']?.sent).toEqual(['core/unknown boundary Request failed with status code 404'])
  })

  it('holds back a body that is too large', () => {
    const rule = input.adapter === 'express' ? 'nestjs/http-error' : CLIENT
    expect(String(outcomes['too large']?.answer).slice(0, 4)).toBe('413 ')
    expect(readFates(outcomes, 'too large')).toEqual([`held back ${rule}`])
  })

  it('leaves exceptions to the filters of the application, global ones and those of a handler', () => {
    expect(outcomes['/tea']).toEqual({ answer: '418 {"text":"tea"}', sent: [], tags: [], heldBack: [] })
    expect(outcomes['/milk']).toEqual({ answer: '418 {"text":"milk"}', sent: [], tags: [], heldBack: [] })
  })

  it('sends once what a filter of the application has captured by the decorator', () => {
    expect(outcomes['/sugar']?.sent).toHaveLength(1)
  })

  it('sends once what the decorator and a filter that extends this one both capture', () => {
    expect(readFates(outcomes, '/salt')).toEqual(['sent core/unknown'])
    expect(String(outcomes['/salt']?.answer).slice(0, 4)).toBe('500 ')
  })

  it('counts the requests as failed whose failure was reported, and the others as healthy', async () => {
    const { exited, errored, crashed } = await readHealth(sdk, 'http-app', input)
    // Ten requests ended with a report of their own, or with a failure that had been reported before.
    expect([exited, errored + crashed]).toEqual([11, 10])
  })

  it('sends a refusal that the application reports where nobody waits for an answer', () => {
    expect(outcomes['captured outside any request']?.sent).toEqual(['core/unknown app no such invoice'])
  })
})

test.each(SDKS)('answers as Nest does without it, on %s', async (sdk) => {
  const [own, none] = await Promise.all(
    (['module', 'none'] as const).map((filter) => runApp(sdk, 'http-app', { adapter: 'express', filter })),
  )
  expect(readAnswers(own)).toEqual(readAnswers(none))
})

const WITH_SDK_FILTER = SDKS.flatMap((sdk) => [
  { sdk, filter: 'sdk' } as const,
  { sdk, filter: 'both' } as const,
])

describe.each(WITH_SDK_FILTER)('the own filter of $sdk, registered: $filter', ({ sdk, filter }) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await runApp(sdk, 'http-app', { adapter: 'express', filter })
  })

  it('loses the 503, which is why there is another one', () => {
    expect(outcomes['/unavailable']).toMatchObject({ sent: [], tags: [], heldBack: [] })
  })

  it.each(['/bug', '/text', '/raw-order', '/look-alike', '/refused'])('sends %s once', (path) => {
    expect(outcomes[path]?.sent).toHaveLength(1)
  })
})
