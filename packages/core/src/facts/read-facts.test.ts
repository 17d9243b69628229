import { describe, expect, it } from 'vitest'
import type { Facts } from './facts.js'
import { createProvenanceBook } from './provenance-book.js'
import { createFactSources, type FactSourceOptions } from './fact-sources.js'
import { readFacts as read } from './read-facts.js'
import type { SentryEvent, SentryHint } from '../sentry/sentry-shapes.js'

class RateLimitError extends Error {}
class DerivedError extends RateLimitError {}

const BOOK = createProvenanceBook(
  [
    { name: 'pg', packages: ['pg-pool', 'pg-protocol'], brands: [{ fields: ['routine', 'severity'] }] },
    { name: 'openai', brands: [{ fields: ['requestID', 'headers'] }] },
    { name: 'next', brands: [{ fields: ['digest'], says: /^NEXT_/ }] },
    { name: 'mysql2', brands: [{ fields: ['routine', 'severity', 'fatal'] }] },
  ],
  'app',
)

describe('the facts of a live error', () => {
  it.each<[string, () => unknown, string]>([
    ['its class', () => new RateLimitError('a'), 'app:RateLimitError'],
    [
      'its class where the name says nothing',
      () => Object.assign(new RateLimitError('a'), { name: 'Error' }),
      'app:RateLimitError',
    ],
    [
      'its name where the class says nothing',
      () => Object.assign(new Error('a'), { name: 'TimeoutError' }),
      'app:TimeoutError',
    ],
    ['its code', () => Object.assign(new Error('a'), { code: 'E1' }), 'app:Error#E1'],
    ['a code that is a number', () => Object.assign(new Error('a'), { code: 7 }), 'app:Error#7'],
    ["Prisma's code", () => Object.assign(new Error('a'), { errorCode: 'P1001' }), 'app:Error#P1001'],
    ["Telegram's code", () => Object.assign(new Error('a'), { error_code: 429 }), 'app:Error#429'],
    ['no code that is a sentence', () => Object.assign(new Error('a'), { code: 'went wrong' }), 'app:Error'],
    ['no code without end', () => Object.assign(new Error('a'), { code: 'a'.repeat(65) }), 'app:Error'],
    [
      'no relic of DOMException',
      () => at('/srv/main.js', new DOMException('a', 'AbortError')),
      'app:AbortError',
    ],
    [
      'its package',
      () => at('/srv/node_modules/stripe/index.js', new RateLimitError('a')),
      'stripe:RateLimitError',
    ],
    [
      'the library of its package',
      () => at('/srv/node_modules/pg-protocol/dist/parser.js', new Error('a')),
      'pg:Error',
    ],
    [
      'Node',
      () => at('node:net', Object.assign(new Error('a'), { code: 'ECONNRESET' })),
      'node:Error#ECONNRESET',
    ],
    [
      'Node where nothing is on the stack',
      () => Object.assign(new Error('a'), { stack: 'TypeError: fetch failed' }),
      'node:Error',
    ],
    [
      "a system error of the app's stack",
      () => Object.assign(new Error('a'), { errno: -2, syscall: 'open', code: 'ENOENT' }),
      'node:Error#ENOENT',
    ],
    [
      'a brand in a bundle',
      () => at('/srv/dist/bundle.js', Object.assign(new Error('a'), { routine: 'r', severity: 'FATAL' })),
      'pg:Error',
    ],
    [
      'the brand that asks for more',
      () =>
        at(
          '/srv/dist/bundle.js',
          Object.assign(new Error('a'), { routine: 'r', severity: 's', fatal: true }),
        ),
      'mysql2:Error',
    ],
    [
      'no half of a brand',
      () => at('/srv/dist/bundle.js', Object.assign(new Error('a'), { routine: 'r' })),
      'app:Error',
    ],
    [
      'a brand before the stack',
      () =>
        at('/srv/node_modules/stripe/i.js', Object.assign(new Error('a'), { routine: 'r', severity: 's' })),
      'pg:Error',
    ],
    [
      'a brand by what its field says',
      () => at('/srv/dist/bundle.js', Object.assign(new Error('a'), { digest: 'NEXT_REDIRECT;push' })),
      'next:Error',
    ],
    [
      'no brand whose field says something else',
      () => at('/srv/dist/bundle.js', Object.assign(new Error('a'), { digest: '17' })),
      'app:Error',
    ],
    [
      'no brand whose field is no text',
      () => at('/srv/dist/bundle.js', Object.assign(new Error('a'), { digest: 17 })),
      'app:Error',
    ],
    ['a plain object', () => ({ a: 1 }), '?:Object'],
    ['an error in a plain object', () => ({ a: 1, b: new RateLimitError('a') }), 'app:RateLimitError'],
    [
      'an error that quotes the stack of another',
      () => new Error(`job failed: ${at('/srv/node_modules/openai/index.js', new Error('a')).stack}`),
      'app:Error',
    ],
  ])('identify %s', (_, make, identity) => {
    expect(live(make()).error?.identity).toBe(identity)
  })

  it('hold all classes, without Error', () => {
    expect(live(new DerivedError('a')).error?.names).toEqual(['DerivedError', 'RateLimitError'])
  })

  it.each<[object, number | undefined]>([
    [{ status: 429 }, 429],
    [{ statusCode: 503 }, 503],
    [{ response: { status: 404 } }, 404],
    [{ response: { statusCode: 502 } }, 502],
    [{ $metadata: { httpStatusCode: 500 } }, 500],
    [{ status: 0 }, undefined],
    [{ status: 700 }, undefined],
    [{ status: '429' }, undefined],
    [{}, undefined],
  ])('read the status of %o as %s', (fields, status) => {
    expect(live(Object.assign(new Error('a'), fields)).error?.status).toBe(status)
  })

  it('hold texts, numbers and booleans of the error, and that an object is there', () => {
    const error = live(Object.assign(new Error('a'), { a: 'x', b: 1, c: false, d: {}, e: null })).error
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => error?.field(name.split('.')))).toEqual([
      'x',
      1,
      false,
      true,
      undefined,
      undefined,
    ])
  })

  it('hold what stands further in, behind a dot', () => {
    const error = live(Object.assign(new Error('a'), { extensions: { code: 'FORBIDDEN' }, no: null })).error
    expect(
      ['extensions.code', 'extensions.a.b', 'no.code'].map((name) => error?.field(name.split('.'))),
    ).toEqual(['FORBIDDEN', undefined, undefined])
  })

  it('know instances', () => {
    expect(live(new DerivedError('a')).error?.isInstanceOf(RateLimitError)).toBe(true)
    expect(live(new RateLimitError('a')).error?.isInstanceOf(DerivedError)).toBe(false)
    expect(live(new DerivedError('a')).error?.isLive).toBe(true)
  })

  it('cut a text of any length', () => {
    expect(live(new Error('a'.repeat(5_000))).error?.message).toHaveLength(1_024)
    expect(readFacts({ message: 'a'.repeat(5_000) }, {}, SOURCES).message).toHaveLength(1_024)
  })
})

describe('the facts of an exported event', () => {
  const frames = (...filenames: string[]): object => ({
    frames: filenames.map((filename) => ({ filename, lineno: 1, colno: 2 })),
  })

  it('come from the event alone and say so', () => {
    const value = {
      type: 'RateLimitError',
      value: 'a',
      stacktrace: frames('/srv/main.js', '/srv/node_modules/pg-pool/index.js'),
    }
    const { error } = readFacts({ exception: { values: [value] } }, undefined, SOURCES)
    expect(error).toMatchObject({
      identity: 'pg:RateLimitError',
      isLive: false,
      code: undefined,
      status: undefined,
      message: 'a',
    })
    expect(error?.isInstanceOf(RateLimitError)).toBe(true)
    expect(error?.field(['a'])).toBeUndefined()
  })

  it('take the captured error, which stands last, and its cause before it', () => {
    const { error } = readFacts(
      { exception: { values: [{ type: 'Cause' }, { type: 'Captured' }] } },
      undefined,
      SOURCES,
    )
    expect(error?.names).toEqual(['Captured'])
    expect(error?.children(['cause']).errors.map(({ names }) => names[0])).toEqual(['Cause'])
  })

  it('follow the ids of a group', () => {
    const values = [
      { type: 'Second', mechanism: { exception_id: 2, parent_id: 0 } },
      { type: 'First', mechanism: { exception_id: 1, parent_id: 0 } },
      { type: 'AggregateError', mechanism: { exception_id: 0 } },
    ]
    const { error } = readFacts({ exception: { values } }, undefined, SOURCES)
    expect(error?.names).toEqual(['AggregateError'])
    expect(error?.children(['errors']).errors.map(({ names }) => names[0])).toEqual(['Second', 'First'])
  })

  it('have no error for a message that carries its stack', () => {
    expect(
      readFacts({ message: 'a', exception: { values: [{ value: 'a' }] } }, undefined, SOURCES).error,
    ).toBeUndefined()
    expect(readFacts({ logentry: { message: 'a' } }, undefined, SOURCES)).toMatchObject({
      error: undefined,
      message: 'a',
    })
  })
})

/** Every capture site of the SDK; the majors in which it is found. */
const SITES: readonly (readonly [
  type: string,
  handled: boolean | undefined,
  origin: Facts['origin'],
  majors: string,
])[] = [
  ['generic', true, 'app', '9 10 11'],
  ['generic', false, 'boundary', '9 10 11'],
  ['onuncaughtexception', false, 'boundary', '9'],
  ['auto.node.onuncaughtexception', false, 'boundary', '10 11'],
  ['onunhandledrejection', false, 'boundary', '9'],
  ['auto.node.onunhandledrejection', false, 'boundary', '10 11'],
  ['instrument', false, 'boundary', '9'],
  ['auto.child_process.worker_thread', false, 'boundary', '10'],
  ['auto.node.worker_threads', false, 'boundary', '11'],
  ['console', true, 'log', '9'],
  ['auto.core.capture_console', true, 'log', '10 11'],
  ['auto.core.capture_console', false, 'log', '10 11'],
  ['auto.log.pino', true, 'log', '10 11'],
  ['auto.log.pino', false, 'log', '10 11'],
  ['middleware', false, 'boundary', '9'],
  ['fastify', false, 'boundary', '9'],
  ['hapi', false, 'boundary', '9'],
  ['auto.middleware.express', false, 'boundary', '10'],
  ['auto.http.express', false, 'boundary', '11'],
  ['auto.middleware.koa', false, 'boundary', '10 11'],
  ['auto.function.fastify', false, 'boundary', '10 11'],
  ['auto.function.hapi', false, 'boundary', '10 11'],
  ['auto.middleware.hono', false, 'boundary', '10'],
  ['auto.http.hono.context_error', false, 'boundary', '11'],
  ['auto.middleware.connect', false, 'boundary', '10'],
  ['auto.firebase.otel.functions', false, 'boundary', '10'],
  ['auto.function.firebase', false, 'boundary', '11'],
  ['auto.rpc.trpc.middleware', false, 'boundary', '10 11'],
  ['auto.ai.openai', false, 'instrumentation', '10'],
  ['auto.ai.openai.stream', false, 'instrumentation', '10'],
  ['auto.ai.openai.stream-response', false, 'instrumentation', '10 11'],
  ['auto.ai.anthropic', false, 'instrumentation', '10'],
  ['auto.ai.anthropic', true, 'instrumentation', '11'],
  ['auto.ai.anthropic.stream_error', false, 'instrumentation', '10 11'],
  ['auto.ai.anthropic.anthropic_error', false, 'instrumentation', '10 11'],
  ['auto.ai.google_genai', false, 'instrumentation', '10 11'],
  ['auto.ai.langchain', false, 'instrumentation', '10'],
  ['auto.ai.langgraph', false, 'instrumentation', '10'],
  ['auto.vercelai.otel', false, 'instrumentation', '10'],
  ['auto.vercelai.channel', false, 'instrumentation', '10'],
  ['auto.ai.vercelai', false, 'instrumentation', '11'],
  ['auto.ai.mastra', true, 'instrumentation', '11'],
  ['auto.ai.pi_durable', false, 'instrumentation', '11'],
  ['auto.ai.flue', true, 'instrumentation', '11'],
  ['auto.ai.mcp_server', false, 'boundary', '9 10 11'],
  ['auto.db.supabase.auth', false, 'instrumentation', '10 11'],
  ['auto.db.supabase.postgres', false, 'instrumentation', '10 11'],
  ['auto.queue.bullmq', false, 'boundary', '11'],
  ['auto.function.cron.instrumentCron', false, 'boundary', '10'],
  ['auto.function.node-cron.instrumentNodeCron', false, 'boundary', '10'],
  ['auto.function.cron', false, 'boundary', '11'],
  ['auto.function.node-cron', false, 'boundary', '11'],
  ['auto.function.node-schedule', false, 'boundary', '11'],
  ['auto.http.nestjs.global_filter', false, 'boundary', '10 11'],
  ['auto.graphql.nestjs.global_filter', false, 'boundary', '10 11'],
  ['auto.rpc.nestjs.global_filter', false, 'boundary', '10 11'],
  ['auto.ws.nestjs.global_filter', false, 'boundary', '10 11'],
  ['auto.function.nestjs.exception_captured', false, 'boundary', '10 11'],
  ['auto.function.nestjs.cron', false, 'boundary', '10 11'],
  ['auto.function.nestjs.interval', false, 'boundary', '10 11'],
  ['auto.function.nestjs.timeout', false, 'boundary', '10 11'],
  ['auto.event.nestjs', false, 'boundary', '10 11'],
  ['auto.queue.nestjs.bullmq', false, 'boundary', '10 11'],
  ['auto.function.nextjs.on_request_error', false, 'boundary', '10 11'],
  ['auto.function.nextjs.server_component', false, 'boundary', '10 11'],
  ['auto.function.nextjs.generation_function', false, 'boundary', '10 11'],
  ['auto.function.nextjs.route_handler', false, 'boundary', '10 11'],
  ['auto.function.nextjs.server_action', false, 'boundary', '10 11'],
  ['auto.function.nextjs.wrap_middleware', false, 'boundary', '10 11'],
  ['auto.http.nextjs.api_handler', false, 'boundary', '10 11'],
  ['auto.function.nextjs.wrap_api_handler', false, 'boundary', '10 11'],
  ['auto.function.nextjs.page_class', false, 'boundary', '10 11'],
  ['auto.function.nextjs.page_function', false, 'boundary', '10 11'],
  ['auto.function.nextjs.data_fetcher', false, 'boundary', '10 11'],
  ['auto.function.nextjs.wrapped', false, 'boundary', '10 11'],
  ['auto.function.nextjs.underscore_error', false, 'boundary', '10 11'],
  ['auto.browser.global_handlers.onerror', false, 'boundary', '10 11'],
  ['auto.browser.global_handlers.onunhandledrejection', false, 'boundary', '10 11'],
  ['auto.browser.browserapierrors.setTimeout', false, 'boundary', '10 11'],
  ['auto.something.new', false, 'boundary', 'to come'],
  ['auto.something.new', true, 'app', 'to come'],
]

describe('the origin', () => {
  it.each(SITES)('of %s with handled %s is %s (SDK %s)', (type, handled, origin) => {
    const mechanism = { type, ...(handled !== undefined && { handled }) }
    const event = { exception: { values: [{ type: 'Error', mechanism }] } }
    expect(readFacts(event, { originalException: new Error('a'), mechanism }, SOURCES)).toMatchObject({
      origin,
      mechanism: type,
    })
    expect(readFacts(event, undefined, SOURCES).origin).toBe(origin)
  })

  it('is read where SDK 9 and 10, or 11, put the mechanism in a chain', () => {
    const own = { type: 'auto.function.fastify', handled: false }
    const chained = { type: 'chained', handled: true }
    const generic = { type: 'generic', handled: true }
    const values = (...mechanisms: object[]): SentryEvent => ({
      exception: { values: mechanisms.map((mechanism) => ({ mechanism })) },
    })
    expect(readFacts(values(own, chained, generic), undefined, SOURCES).origin).toBe('boundary')
    expect(readFacts(values(chained, chained, own), undefined, SOURCES).origin).toBe('boundary')
    expect(readFacts(values(chained, generic), undefined, SOURCES).origin).toBe('app')
  })

  it("is the log for a logger's record, whose mechanism comes later", () => {
    const hint = { originalException: new Error('a') }
    expect(readFacts({ contexts: { pino: {} } }, hint, SOURCES).origin).toBe('log')
    expect(readFacts({ extra: { arguments: ['a'] } }, hint, SOURCES).origin).toBe('log')
    expect(readFacts({ logger: 'winston' }, hint, SOURCES).origin).toBe('log')
    expect(readFacts({ tags: { logger: 'core' } }, hint, SOURCES).origin).toBe('app')
  })

  it('is what captured the event, even inside a scope that belongs to a logger', () => {
    const hint: SentryHint = {
      originalException: new Error('a'),
      mechanism: { type: 'auto.function.fastify', handled: false },
    }
    expect(readFacts({ logger: 'core', contexts: { pino: {} } }, hint, SOURCES).origin).toBe('boundary')
  })
})

describe('the logger', () => {
  it.each<[SentryEvent, string | undefined]>([
    [{ contexts: { pino: { name: 'core.llm' } } }, 'core.llm'],
    [{ contexts: { pino: { name: 'core', module: 'core.llm' } } }, 'core.llm'],
    [{ contexts: { pino: { level: 50 } } }, 'pino'],
    [{ logger: 'pino' }, 'pino'],
    [{ logger: 'core.llm' }, 'core.llm'],
    [{ tags: { logger: 'core.llm' } }, 'core.llm'],
    [{ tags: { logger: 'core.llm' }, logger: 'console' }, 'core.llm'],
    [{ extra: { arguments: ['a'] } }, 'console'],
    [{ logger: '' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (event, logger) => {
    expect(readFacts(event, {}, { ...SOURCES, loggerName: 'module' }).logger).toBe(logger)
  })
})

describe('the request', () => {
  it('stands on the event, or beside it where the SDK has not put it there yet', () => {
    const request = { method: 'GET', url: 'http://a/b' }
    expect(readFacts({ request }, {}, SOURCES).request).toEqual(request)
    const beside = { sdkProcessingMetadata: { normalizedRequest: { ...request, headers: {} } } }
    expect(readFacts(beside, {}, SOURCES).request).toEqual(request)
    expect(readFacts({}, {}, SOURCES).request).toBeUndefined()
  })
})

describe('the moment', () => {
  it('gives phase and attempt', () => {
    const sources = { ...SOURCES, phase: () => 'shutdown' as const, attempt: () => ({ number: 1, of: 3 }) }
    expect(readFacts({}, {}, sources)).toMatchObject({ phase: 'shutdown', attempt: { number: 1, of: 3 } })
  })

  it('gives what else the preset knows', () => {
    const sources = { ...SOURCES, conditions: () => ['offline'] }
    expect(readFacts({}, {}, sources).conditions).toEqual(['offline'])
  })

  it('is read from the finding on an exported event', () => {
    const sources = { ...SOURCES, phase: () => 'startup' as const, conditions: () => ['offline'] }
    const noise = { phase: 'shutdown', conditions: ['unloading'] }
    expect(readFacts({ contexts: { noise } }, undefined, sources)).toMatchObject(noise)
    expect(readFacts({ contexts: { noise: {} } }, undefined, sources).conditions).toEqual([])
  })

  it('is overruled by the attempt that stands on the event', () => {
    const sources = { ...SOURCES, attempt: () => ({ number: 1, of: 3 }) }
    expect(readFacts({ contexts: { attempt: { number: 2, of: 2 } } }, {}, sources).attempt).toEqual({
      number: 2,
      of: 2,
    })
    expect(readFacts({ contexts: { attempt: { number: '2' } } }, {}, sources).attempt).toEqual({
      number: 1,
      of: 3,
    })
  })
})

const SOURCES = {
  book: BOOK,
  loggerName: 'name',
  phase: () => 'running' as const,
  attempt: () => undefined,
  conditions: () => [],
}

function readFacts(event: SentryEvent, hint: SentryHint | undefined, options: FactSourceOptions): Facts {
  return read(event, hint, createFactSources(options))
}

function live(originalException: unknown): Facts {
  return readFacts({ exception: { values: [{ type: 'Error' }] } }, { originalException }, SOURCES)
}

/** The error as if it had been made in this file. */
function at<E extends Error>(file: string, error: E): E {
  const stack = `${error.name}: ${error.message}\n    at f (${file}:1:2)\n    at main (/srv/app/main.js:1:2)`
  return Object.defineProperty(error, 'stack', { value: stack })
}
