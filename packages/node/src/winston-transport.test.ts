import { expect, test } from 'vitest'
import { createWinstonTransport, type WinstonSdk } from './winston-transport.js'

const LEVEL = Symbol.for('level')
const SPLAT = Symbol.for('splat')

/** Keeps what a transport hands to the SDK. */
function record(options: { levels?: string[]; label?: string } = {}) {
  const captured: Record<string, unknown>[] = []
  const sdk: WinstonSdk = {
    withScope(callback) {
      const entry: Record<string, unknown> = {}
      captured.push(entry)
      callback({
        setLevel: (level) => (entry['level'] = level),
        setTag: (name, value) => (entry[name] = value),
        captureException: (error) => (entry['error'] = error),
        captureMessage: (message) => (entry['message'] = message),
      })
    },
  }
  return { captured, transport: createWinstonTransport({ sdk, ...options }) }
}

test('has the shape winston asks of a transport of its third version', () => {
  const { transport } = record()
  expect(transport.writableObjectMode).toBe(true)
  expect(transport.log).toHaveLength(2)
})

test.for([
  ['the record itself', (error: Error) => Object.assign(error, { level: 'error' })],
  ['the message', (error: Error) => ({ level: 'error', message: error })],
  ['an argument', (error: Error) => ({ level: 'error', message: 'failed', [SPLAT]: ['text', error] })],
  ['a field', (error: Error) => ({ level: 'error', message: 'failed', cause: error })],
] as const)('captures an error that is %s', ([, make]) => {
  const { captured, transport } = record()
  const error = new Error('broken')
  transport.write(make(error))
  expect(captured).toEqual([{ level: 'error', logger: 'winston', error }])
  expect(captured[0]?.['error']).toBe(error)
})

test('makes an error again of the texts that winston.format.errors leaves of one', () => {
  const { captured, transport } = record()
  const { stack, message } = new TypeError('x is not a function')
  transport.write({ level: 'error', message, stack })
  expect(captured[0]?.['error']).toMatchObject({ name: 'TypeError', message, stack })
})

test('captures a line without an error as a message, under the name in the chosen field', () => {
  const { captured, transport } = record({ label: 'module' })
  transport.write({ level: 'error', message: 'busy', module: 'core.llm', label: 'other' })
  expect(captured).toEqual([{ level: 'error', logger: 'core.llm', message: 'busy' }])
})

test.for([
  ['error', 'error'],
  ['crit', 'fatal'],
  ['emerg', 'fatal'],
  ['fatal', 'fatal'],
])('captures the level %s as %s', ([level, expected]) => {
  const { captured, transport } = record()
  transport.write({ level: `\u001B[31m${level}\u001B[39m`, [LEVEL]: level, message: 'coloured' })
  expect(captured).toMatchObject([{ level: expected }])
})

test('leaves out other levels, and what winston makes of uncaught errors', () => {
  const { captured, transport } = record({ levels: ['error'] })
  transport.write({ level: 'crit', message: 'not asked for' })
  transport.write({ level: 'error', message: 'uncaught', exception: true })
  transport.write({ level: 'error', message: 'uncaught', rejection: true })
  expect(captured).toEqual([])
})

test('never fails in the line that logs', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const { captured, transport } = record()
  transport.write(proxy)
  transport.write({ level: 'error', message: 'the next line' })
  expect(captured).toMatchObject([{ message: 'the next line' }])
})
