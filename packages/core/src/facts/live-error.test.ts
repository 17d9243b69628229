import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComposedFilter } from '../sentry/compose-noise-filter.js'
import { createLeanFilter } from '../lean-filter.js'
import { createNoiseFilter } from '../sentry/noise-filter.js'
import { readStackPackage } from './provenance.js'
import { match } from '../rules/match.js'
import { captureError } from '../samples/sample-capture.js'
import type { SentryEvent } from '../sentry/sentry-shapes.js'

class Carrier extends Error {}

const READ_FIELDS = [
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  'code',
  'errorCode',
  'error_code',
  'status',
  'statusCode',
  'response',
  '$metadata',
  'errno',
  'syscall',
  'constructor',
  'then',
  'toString',
  'toJSON',
  'brand',
  'reason',
  Symbol.toPrimitive,
  Symbol.toStringTag,
  Symbol.iterator,
  '__sentry_captured__',
  '__proto__',
] as const

const OTHER_REALM = createContext({})

/** Values that are not what they seem. */
const HOSTILE: readonly (readonly [what: string, make: () => unknown])[] = [
  ...READ_FIELDS.map(
    (field) => [`a getter of ${String(field)} that throws`, () => withGetter(field, fail)] as const,
  ),
  ...READ_FIELDS.map((field) => [`an endless ${String(field)}`, () => withGetter(field, endless)] as const),
  ['a revoked proxy', revoked],
  ['an error that carries a revoked proxy', () => Object.assign(new Carrier('a'), { cause: revoked() })],
  ['revoked proxies among errors', () => new AggregateError([revoked(), revoked()])],
  ['a revoked proxy as errors', () => Object.assign(new AggregateError([]), { errors: revoked() })],
  ['a plain object that holds a revoked proxy', () => ({ a: revoked() })],
  ['a proxy whose every trap throws', () => trapped(fail)],
  ['a proxy whose every trap throws nothing', () => trapped(failWithNothing)],
  ['a proxy that is everything to everyone', () => endless()],
  ['an error with a prototype that is a trap', () => Object.setPrototypeOf(new Error('a'), trapped(fail))],
  ['an error that causes itself', () => withCause((error) => error)],
  [
    'errors that cause each other',
    () => withCause((error) => Object.assign(new Carrier('b'), { cause: error })),
  ],
  ['an aggregate of itself', aggregateOfItself],
  ['ten thousand causes', () => chain(10_000)],
  ['ten thousand nested aggregates', () => nested(10_000)],
  [
    'a million errors',
    () => Object.assign(new AggregateError([]), { errors: new Array(1_000_000).fill(new Error('a')) }),
  ],
  [
    'a sparse array of four billion',
    () => Object.assign(new AggregateError([]), { errors: new Array(2 ** 32 - 1) }),
  ],
  ['a wide and deep tree', () => tree(8, 6)],
  [
    'an array that cuts itself without end',
    () => Object.assign(new AggregateError([]), { errors: endlessArray() }),
  ],
  [
    'a proxy of an array',
    () => Object.assign(new AggregateError([]), { errors: new Proxy([], { get: fail }) }),
  ],
  ['a frozen error', () => Object.freeze(new Error('a'))],
  [
    'a sealed error with a frozen cause',
    () => Object.seal(new Error('a', { cause: Object.freeze(new Error('b')) })),
  ],
  ['an error of another realm', () => runInContext('new TypeError("far")', OTHER_REALM)],
  [
    'an aggregate of another realm',
    () => runInContext('new AggregateError([new Error("a"), 5])', OTHER_REALM),
  ],
  [
    'a proxy of another realm',
    () => runInContext('new Proxy(new Error("a"), { get() { throw 1 } })', OTHER_REALM),
  ],
  ['an object without a prototype', () => Object.create(null)],
  [
    'an object without a prototype that looks like an error',
    () => Object.assign(Object.create(null), { name: 'Error', message: 'a', stack: 'a\n    at b' }),
  ],
  ['an object whose toString throws', () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail })],
  ['an error without a stack', () => Object.assign(new Error('a'), { stack: undefined })],
  [
    'a stack of a million lines',
    () => Object.assign(new Error('a'), { stack: `Error${'\n    at <anonymous>'.repeat(1_000_000)}` }),
  ],
  ['a stack that is an object', () => Object.assign(new Error('a'), { stack: [{}] })],
  ['a message of ten million characters', () => new Error('\n    at '.repeat(1_000_000))],
  [
    'fields of the wrong kind',
    () => Object.assign(new Error('a'), { name: 5, code: Symbol('a'), status: '429', message: 5n }),
  ],
  [
    'a name without end',
    () => Object.assign(new Error('a'), { name: 'a'.repeat(1_000_000), code: 'b'.repeat(1_000_000) }),
  ],
  [
    'a class with a name of a million characters',
    () => new (({ ['a'.repeat(1_000_000)]: class extends Error {} })['a'.repeat(1_000_000)] ?? Error)('a'),
  ],
  [
    'a constructor without a name',
    () => Object.setPrototypeOf(new Error('a'), { constructor: { name: Symbol('a') } }),
  ],
  ...[undefined, null, true, 0, Number.NaN, 5n, '', 'text', Symbol('a')].map(
    (value) => [`the primitive ${String(value)}`, () => value] as const,
  ),
  ['an array', () => [new Error('a')]],
  ['an empty array', () => []],
  ['a function', () => fail],
  ['a class', () => Carrier],
  ['a promise', () => Promise.resolve()],
  ['a date that is none', () => new Date(Number.NaN)],
  ['a regular expression', () => /a/],
  [
    'a generator',
    () =>
      (function* () {
        yield 1
      })(),
  ],
  ['a map', () => new Map()],
  ['a typed array', () => new Uint8Array(8)],
  ['a weak reference', () => new WeakRef({})],
]

const MECHANISMS = [
  undefined,
  { type: 'auto.function.fastify', handled: false },
  { type: 'auto.ai.openai', handled: false },
]

const ASKS_EVERYTHING = {
  id: 'mine/asks-everything',
  when: match.all(
    match.any(match.error('app:*'), match.error('node:*'), match.error('*:TypeError')),
    match.message('nothing has this'),
    match.status(200, 599),
    match.field('code'),
  ),
  verdict: 'expected',
  reason: 'It never is.',
} as const

const FILTERS: readonly (readonly [name: string, create: () => ComposedFilter])[] = [
  ['full', createFullFilter],
  ['lean', createLean],
]

describe.each(FILTERS)('a hostile value, given to the %s filter,', (_filter, createFilter) => {
  it.each(HOSTILE)('is sent: %s', async (_, make) => {
    for (const mechanism of MECHANISMS) {
      const filter = createFilter()
      expect(await pass(filter, make(), mechanism)).toBe('sent')
      expect(await passHookAlone(createFilter(), make(), mechanism)).toBe('sent')
    }
  })

  it('is sent in any combination', async () => {
    const value = fc.constantFrom(...HOSTILE.map(([, make]) => make))
    const field = fc.constantFrom(...READ_FIELDS.filter((name) => name !== '__proto__'))
    const parts = fc.array(fc.tuple(field, value), { maxLength: 5 })
    const mechanism = fc.constantFrom(...MECHANISMS)
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), mechanism, async (fields, isAggregate, how) => {
        const error = isAggregate ? new AggregateError([]) : new Carrier('a')
        for (const [name, make] of fields) {
          Object.defineProperty(error, name, { get: make, configurable: true })
        }
        expect(await pass(createFilter(), error, how)).toBe('sent')
      }),
      { numRuns: 300 },
    )
  })

  it('is sent whatever it is made of', async () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withSparseArray: true,
      withBigInt: true,
      withMap: true,
      withTypedArray: true,
      maxDepth: 3,
    })
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        expect(await pass(createFilter(), value)).toBe('sent')
      }),
      { numRuns: 300 },
    )
  })

  it('does not keep the filter from its work', async () => {
    const filter = createFilter()
    for (const [, make] of HOSTILE) await pass(filter, make())
    const { sent, captured, heldBack, inFlight } = filter.integration.snapshot()
    expect({ sent, heldBack, inFlight }).toEqual({ sent: captured, heldBack: 0, inFlight: 0 })
  })
})

describe.each(FILTERS)('a hostile event, given to the %s filter,', (_filter, createFilter) => {
  it.each<[string, () => SentryEvent]>([
    ['without anything', () => ({})],
    ['with a message that is no text', () => ({ message: 5 as unknown as string })],
    ['with values that are no list', () => ({ exception: { values: 5 as unknown as [] } })],
    ['with a value that is null', () => ({ exception: { values: [null as unknown as object] } })],
    ['with values that are a revoked proxy', () => ({ exception: { values: revoked() as [] } })],
    [
      'with exceptions that are their own parents',
      () => ({
        exception: {
          values: Array.from({ length: 300 }, () => ({
            type: 'AggregateError',
            mechanism: { exception_id: 0, parent_id: 0 },
          })),
        },
      }),
    ],
    [
      'with frames that are no list',
      () => ({ exception: { values: [{ stacktrace: { frames: 5 as unknown as [] } }] } }),
    ],
    [
      'with a frame that is null',
      () => ({ exception: { values: [{ stacktrace: { frames: [null as unknown as object] } }] } }),
    ],
    ['with contexts that are null', () => ({ contexts: null as unknown as {} })],
    [
      'with a context that is a trap',
      () => ({
        contexts: { pino: trapped(fail) as {}, noise: trapped(fail) as {}, attempt: trapped(fail) as {} },
      }),
    ],
    [
      'with a noise context of the wrong kind',
      () => ({
        exception: { values: [{}] },
        contexts: { noise: { error: { names: [Object.create(null)] } } },
      }),
    ],
    ['with tags that are a trap', () => ({ tags: trapped(fail) as {} })],
    [
      'that is frozen to the ground',
      () => Object.freeze({ message: 'a', tags: Object.freeze({}), contexts: Object.freeze({}) }),
    ],
  ])('is sent: %s', async (_, make) => {
    const event = make()
    const filter = createFilter()
    const hint = {}
    const early = filter.integration.processEvent(event, hint)
    expect(early).not.toBeNull()
    expect(await filter.beforeSend()(early ?? {}, hint)).not.toBeNull()
    expect(await createFilter().beforeSend()(event, {})).not.toBeNull()
  })
})

function createFullFilter(): ComposedFilter {
  return createNoiseFilter({
    libraries: [
      {
        name: 'brand',
        brands: [{ fields: ['brand', 'reason'] }],
        wrappers: [{ when: match.error('*:Error'), through: ['cause', 'reason'] }],
      },
    ],
    options: {
      wrappers: [Carrier],
      transient: ['nothing:Matches', '*:#NOTHING'],
      operationalLoggers: ['nothing'],
      rules: [ASKS_EVERYTHING],
      // Within one test nothing is a repeat.
      now: createLeapingClock(),
    },
  })
}

function createLean(): ComposedFilter {
  return createLeanFilter({
    rules: [ASKS_EVERYTHING],
    options: { transient: ['nothing:Matches', '*:#NOTHING'], now: createLeapingClock() },
    readStackPackage,
    place: { package: 'browser', path: '' },
  })
}

type Mechanism = (typeof MECHANISMS)[number]

/** What became of a value on its way through both hooks. */
async function pass(filter: ComposedFilter, value: unknown, mechanism?: Mechanism): Promise<string> {
  const { failures } = filter.integration.snapshot()
  const { event, hint } = captureError(value, mechanism)
  const early = filter.integration.processEvent(event, hint)
  if (early === null) return 'held back'
  return describeFate(filter, await filter.beforeSend()(early, hint), failures)
}

async function passHookAlone(filter: ComposedFilter, value: unknown, mechanism: Mechanism): Promise<string> {
  const { event, hint } = captureError(value, mechanism)
  return describeFate(filter, await filter.beforeSend()(event, hint), 0)
}

/** A failure of the filter is told on the event it failed on, and counted, once. */
function describeFate(filter: ComposedFilter, sent: SentryEvent | null, failuresBefore: number): string {
  if (!sent?.exception) return 'lost'
  const counted = filter.integration.snapshot().failures - failuresBefore
  const told = sent.tags?.['noise.failure'] === undefined ? 0 : 1
  return counted === told ? 'sent' : `sent, with ${counted} failures counted and ${told} told`
}

function createLeapingClock(): () => number {
  let time = Date.UTC(2026, 0, 1)
  return () => (time += 7_200_000)
}

function withGetter(field: string | symbol, get: () => unknown): object {
  return Object.defineProperty(new Carrier('a'), field, { get, configurable: true, enumerable: true })
}

/** A function, object, array-like and error at once, whose every property is another such. */
function endless(): object {
  return new Proxy(() => endless(), { get: endless, apply: endless })
}

function trapped(trap: () => never): object {
  const traps: readonly (keyof ProxyHandler<object>)[] = [
    'get',
    'set',
    'has',
    'ownKeys',
    'getPrototypeOf',
    'getOwnPropertyDescriptor',
    'deleteProperty',
    'defineProperty',
    'isExtensible',
    'preventExtensions',
    'setPrototypeOf',
  ]
  return new Proxy({}, Object.fromEntries(traps.map((name) => [name, trap])))
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function endlessArray(): unknown[] {
  const self = [new Error('a')]
  return Object.assign(self, {
    *slice() {
      for (;;) yield new Error('a')
    },
  })
}

function withCause(make: (error: Error) => unknown): Error {
  const error = new Carrier('a')
  return Object.assign(error, { cause: make(error) })
}

function aggregateOfItself(): Error {
  const error = new AggregateError([])
  error.errors = [error, error]
  return error
}

function chain(length: number): Error {
  let error: Error = new Error('leaf')
  for (let depth = 0; depth < length; depth++) error = Object.assign(new Carrier('a'), { cause: error })
  return error
}

function nested(length: number): Error {
  let error: Error = new Error('leaf')
  for (let depth = 0; depth < length; depth++) error = new AggregateError([error])
  return error
}

function tree(width: number, depth: number): Error {
  const leaf = new Error('leaf')
  const grow = (left: number): Error =>
    left === 0 ? leaf : new AggregateError(new Array(width).fill(grow(left - 1)))
  return grow(depth)
}

function fail(): never {
  throw new Error('trapped')
}

function failWithNothing(): never {
  throw undefined
}
