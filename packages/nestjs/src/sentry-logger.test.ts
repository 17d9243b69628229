import { beforeAll, describe, expect, it, test } from 'vitest'
import type { LoggerService } from '@nestjs/common'
import { readFates } from '../provoke/fates.js'
import { type Outcomes, runApp, SDKS } from '../provoke/run-app.js'
import { createSentryLogger, type LoggerSdk } from './sentry-logger.js'

const BUG = 'sent node/programming-error'
const REFUSED = 'held back node/connection-refused'

const RECORDS = [
  ['sends a line', 'line', ['sent core/unknown']],
  [
    'holds back a line of an operational logger',
    'operational line',
    ['held back options/operational-logger/Warehouse'],
  ],
  ['sends its fatal line', 'fatal operational line', ['sent core/unknown']],
  ['sends its line that carries an error', 'operational line with a bug', [BUG]],
  [
    'sends its line that carries the stack of one',
    'operational line with a stack',
    ['sent node/programming-error'],
  ],
  ['leaves other levels alone', 'other levels', []],
  ['judges an error as itself', 'error', [REFUSED]],
  ['judges a line by the error beside its text', 'error beside a text', [REFUSED]],
  ['judges a record by the error in a field', 'error in a field', [REFUSED]],
  ['judges a line by the stack beside its text', 'stack', [BUG]],
  ['judges a stack without a text', 'stack alone', [BUG]],
  ['judges a stack without a context', 'stack without a context', [BUG]],
  [
    'sends once what is logged by its stack and captured beside it',
    'stack of what is captured beside it',
    [BUG],
  ],
  ['sends once what is captured and logged by its stack', 'stack of what has been captured', [BUG]],
  ['sends once what is logged by its stack and thrown on', 'stack of what is thrown on', [BUG]],
  ['sends a record that refers to itself', 'record that refers to itself', ['sent core/unknown']],
  [
    'sends what was logged and is then thrown on',
    'logged, then thrown on',
    ['sent node/connection-refused', REFUSED],
  ],
  ['never fails in the line that logs', 'unreadable', []],
] as const

describe.each(SDKS)("Nest's logger with %s", (sdk) => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await runApp(sdk, 'logger-app')
  })

  it.each(RECORDS)('%s', (_, name, fates) => {
    expect(readFates(outcomes, name)).toEqual(fates)
  })

  it('names the logger after the context', () => {
    expect(outcomes['line']?.tags).toMatchObject([{ logger: 'Payments', level: 'error' }])
    expect(outcomes['line without a context']?.tags).toMatchObject([{ logger: 'nestjs' }])
    expect(outcomes['fatal operational line']?.tags).toMatchObject([{ logger: 'Warehouse', level: 'fatal' }])
  })

  it('names an error after what its stack says, and keeps the text that was logged', () => {
    expect(outcomes['stack']?.tags).toMatchObject([
      { 'error.identity': 'app:TypeError', log: 'payment failed' },
    ])
    expect(outcomes["stack of one of Node's errors"]?.tags).toMatchObject([
      { 'error.identity': 'node:TypeError#ERR_INVALID_ARG_TYPE' },
    ])
  })

  it('goes on where a record cannot be read', () => {
    expect(outcomes['unreadable']?.answer).toBe('goes on')
  })
})

const METHODS = ['log', 'error', 'warn', 'debug', 'verbose', 'fatal'] as const

test('passes every call on to the other logger as it was', () => {
  const calls: unknown[][] = []
  const record =
    (method: string) =>
    (...args: unknown[]) =>
      void calls.push([method, ...args])
  const other = Object.fromEntries([...METHODS, 'setLogLevels'].map((method) => [method, record(method)]))
  // It has all methods of a logger, made from the list of their names.
  const logger = createSentryLogger({ sdk: NO_SDK, logger: other as unknown as LoggerService })
  for (const method of METHODS) logger[method]?.('text', { id: 1 }, 'Payments')
  logger.setLogLevels?.(['error'])
  expect(calls).toEqual([
    ...METHODS.map((method) => [method, 'text', { id: 1 }, 'Payments']),
    ['setLogLevels', ['error']],
  ])
})

test('writes a fatal line as an error where the other logger knows none', () => {
  const lines: unknown[] = []
  const silent = () => {}
  const logger = createSentryLogger({
    sdk: NO_SDK,
    logger: { log: silent, warn: silent, error: (line) => void lines.push(line) },
  })
  logger.fatal?.('the house is on fire')
  expect(lines).toEqual(['the house is on fire'])
})

/** The SDK before `Sentry.init`. */
const NO_SDK: LoggerSdk = { withScope: () => {}, getClient: () => undefined }
