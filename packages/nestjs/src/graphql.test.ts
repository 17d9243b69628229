import { beforeAll, describe, expect, it, test } from 'vitest'
import { readAnswers, readFates } from '../provoke/fates.js'
import { type Outcomes, runApp, SDKS } from '../provoke/run-app.js'

const QUERIES = [
  ['holds back a refusal by its code', 'bad input', 'held back', 'graphql/client-error'],
  ['holds back a 404', 'status 404', 'held back', 'nestjs/client-exception'],
  ['holds back what a guard refuses', 'guarded', 'held back', 'nestjs/client-exception'],
  ['sends an error without a code', 'no code', 'sent', 'core/unknown'],
  ['sends an internal error', 'internal error', 'sent', 'core/unknown'],
  ['sends a bug that is carried', 'carried bug', 'sent', 'node/programming-error'],
  ['sends a bug', 'bug', 'sent', 'node/programming-error'],
  ['sends a 503', 'status 503', 'sent', 'nestjs/server-exception'],
] as const

describe.each(SDKS)('GraphQL with %s', (sdk) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await runApp(sdk, 'graphql-app', { filter: 'module' })
  })

  it.each(QUERIES)('%s', (_, name, fate, rule) => {
    expect(readFates(outcomes, name)).toEqual([`${fate} ${rule}`])
  })

  it('leaves exceptions to the filters of the application', () => {
    expect(outcomes['tea']).toEqual({ answer: '{"data":{"tea":"tea"}}\n', sent: [], tags: [], heldBack: [] })
  })

  it('reports a bug once beside the own filter of the SDK, which logs it before it captures it', async () => {
    const own = await runApp(sdk, 'graphql-app', { filter: 'sdk' })
    expect(readFates(own, 'bug')).toEqual(['sent node/programming-error'])
    expect(readFates(own, 'carried bug')).toEqual(['sent node/programming-error'])
    expect(new Set(readFates(own, 'bad input'))).toEqual(new Set(['held back graphql/client-error']))
  })
})

test('answers as Nest does without it', async () => {
  const [own, none] = await Promise.all(
    (['module', 'none'] as const).map((filter) => runApp('@sentry/nestjs', 'graphql-app', { filter })),
  )
  const expected = readAnswers(none)
  expect(Object.keys(expected)).toHaveLength(QUERIES.length + 2)
  expect(readAnswers(own)).toEqual(expected)
})
