import { describe, expect, it } from 'vitest'
import { createEngine } from '../engine.js'
import { ORIGINS, type Attempt, type Origin, type Phase } from '../facts/facts.js'
import type { LedgerSnapshot } from '../ledger/ledger.js'
import { defineLibrary } from '../rules/library.js'
import { match } from '../rules/match.js'
import { createNoiseFilter, type NoiseFilter } from './noise-filter.js'
import type { NoiseOptions } from '../options/noise-options.js'
import type { Decision } from '../verdicts/decision.js'
import {
  captureError,
  captureMessage,
  drive,
  isMarked,
  type SampleCapture,
} from '../samples/sample-capture.js'
import type { RequestSession, SentryEvent, SentryHint } from './sentry-shapes.js'
import type { BeforeSend } from './user-before-send.js'
import { VERDICTS, type Verdict } from '../rules/verdict.js'

class BugError extends Error {}
class TransientError extends Error {}
class ExpectedError extends Error {}
class SignalError extends Error {}
class WrappingError extends Error {}

const ERRORS: Readonly<Record<Verdict, new (message: string) => Error>> = {
  bug: BugError,
  transient: TransientError,
  expected: ExpectedError,
  'control-flow': SignalError,
}

const OPTIONS: NoiseOptions = {
  transient: [TransientError],
  expected: [ExpectedError],
  controlFlow: [SignalError],
  wrappers: [WrappingError],
  operationalLoggers: ['core.llm'],
}

const BOUNDARY = { type: 'auto.function.fastify', handled: false }
const INSTRUMENTATION = { type: 'auto.ai.openai', handled: false }
const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

describe('the table of verdicts and origins', () => {
  const SENDS: Readonly<Record<Verdict, Readonly<Record<Origin, string>>>> = {
    bug: { instrumentation: 'send, send', log: 'send, send', app: 'send, send', boundary: 'send, send' },
    transient: {
      instrumentation: 'hold, hold',
      log: 'hold, hold',
      app: 'hold, hold',
      boundary: 'send, hold',
    },
    expected: { instrumentation: 'hold, hold', log: 'hold, hold', app: 'hold, hold', boundary: 'send, send' },
    'control-flow': {
      instrumentation: 'hold, hold',
      log: 'hold, hold',
      app: 'hold, hold',
      boundary: 'hold, hold',
    },
  }
  const cases = VERDICTS.flatMap((verdict) => ORIGINS.map((origin) => ({ verdict, origin })))

  it.each(cases)('holds for $verdict at $origin', async ({ verdict, origin }) => {
    const filter = createFilter()
    const make = (): SampleCapture => captureAt(origin, new ERRORS[verdict]('boom'))
    const first = await drive(filter, make())
    const second = await drive(filter, make())
    expect([first, second].map((event) => (event ? 'send' : 'hold')).join(', ')).toBe(SENDS[verdict][origin])
  })

  it.each(cases.filter(({ verdict }) => verdict !== 'bug'))(
    'counts and re-arms what is held back of $verdict at $origin, and only that',
    async ({ verdict, origin }) => {
      const filter = createFilter()
      for (let index = 0; index < 2; index++) {
        const error = new ERRORS[verdict]('boom')
        const before = filter.integration.snapshot().heldBack
        const event = await drive(filter, captureAt(origin, error))
        expect(isMarked(error)).toBe(event !== null)
        expect(filter.integration.snapshot().heldBack - before).toBe(event === null ? 1 : 0)
      }
    },
  )
})

describe('an error that goes on', () => {
  it('is sent at the boundary after it was held back inside the library and in a log', async () => {
    const filter = createFilter()
    const error = new ExpectedError('too many')
    expect(await drive(filter, captureError(error, INSTRUMENTATION))).toBeNull()
    expect(await drive(filter, captureAt('log', error))).toBeNull()
    expect(isMarked(error)).toBe(false)
    expect(await drive(filter, captureError(error, BOUNDARY))).toMatchObject({
      contexts: {
        noise: { verdict: 'expected', origin: 'boundary', suppressed: { 'app:ExpectedError': 2 } },
      },
    })
  })

  it('does no harm to what cannot be re-armed', () => {
    const filter = createFilter()
    const error = Object.freeze(new SignalError('frozen'))
    expect(drive(filter, captureError(error))).toBeNull()
  })
})

describe('attempts', () => {
  it.each<[Verdict, Attempt, Origin, string]>([
    ['transient', { number: 1, of: 3 }, 'boundary', 'hold'],
    ['transient', { number: 3, of: 3 }, 'boundary', 'send'],
    ['transient', { number: 3, of: 3 }, 'app', 'send'],
    ['transient', { number: 3, of: 3 }, 'instrumentation', 'hold'],
    ['transient', { number: 3, of: 3 }, 'log', 'hold'],
    ['expected', { number: 2, of: 3 }, 'boundary', 'hold'],
    ['expected', { number: 3, of: 3 }, 'boundary', 'send'],
    ['bug', { number: 1, of: 3 }, 'boundary', 'send'],
  ])('make %s in attempt %o at %s: %s', async (verdict, attempt, origin, action) => {
    const filter = createNoiseFilter({ libraries: [], options: OPTIONS, attempt: () => attempt })
    const event = await drive(filter, captureAt(origin, new ERRORS[verdict]('boom')))
    expect(event ? 'send' : 'hold').toBe(action)
  })

  it('are taken from the moment of the capture', async () => {
    let attempt: Attempt | undefined = { number: 1, of: 2 }
    const filter = createNoiseFilter({ libraries: [], options: OPTIONS, attempt: () => attempt })
    const { event, hint } = captureMessage('a line')
    filter.integration.processEvent(event, hint)
    attempt = undefined
    expect(await filter.beforeSend()(event, hint)).toMatchObject({
      contexts: { attempt: { number: 1, of: 2 } },
    })
  })
})

describe('a transient that only counts at a boundary', () => {
  const rule = {
    id: 'mine/skew',
    when: match.error('app:TransientError'),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 2, per: '1h' },
    reason: 'The framework has answered.',
  } as const

  it('is held back from the first on, escalates over its budget, and leaves the request failed', async () => {
    const session: RequestSession = { status: 'errored' }
    const filter = createFilter({ transient: [], rules: [rule], sdk: sdkWith(session) })
    const sent: (SentryEvent | null)[] = []
    for (let index = 0; index < 4; index++) {
      sent.push(await drive(filter, captureError(new TransientError('a'), BOUNDARY)))
    }
    expect(sent).toEqual([
      null,
      null,
      expect.objectContaining({ tags: expect.objectContaining({ 'noise.escalated': 'true' }) }),
      null,
    ])
    expect(session.status).toBe('errored')
  })
})

describe('whoever listens', () => {
  it('is told of what is held back at once, and of nothing else', async () => {
    const heard: string[] = []
    const filter = createListened(({ rule }) => void heard.push(rule))
    await drive(filter, captureError(new BugError('a')))
    await drive(filter, captureError(new SignalError('a'), BOUNDARY))
    expect(heard).toEqual(['options/control-flow/SignalError'])
  })

  it('costs no event when it fails', async () => {
    const filter = createListened(fail)
    expect(await drive(filter, captureError(new SignalError('a'), BOUNDARY))).toBeNull()
    expect(filter.integration.snapshot()).toMatchObject({ captured: 1, heldBack: 1, failures: 0 })
  })

  function createListened(onHoldBack: (decision: Decision) => void): NoiseFilter {
    return createNoiseFilter({ libraries: [], options: OPTIONS, onHoldBack })
  }
})

describe('what the preset knows of the moment', () => {
  const rule = {
    id: 'mine/offline',
    when: match.all(match.error('app:BugError'), match.condition('offline')),
    verdict: 'expected',
    reason: 'The network is away.',
  } as const

  it('is read at the capture and told on what is sent', async () => {
    let conditions = ['offline']
    const filter = createNoiseFilter({
      libraries: [],
      options: { rules: [rule] },
      conditions: () => conditions,
    })
    expect(await drive(filter, captureError(new BugError('a')))).toBeNull()
    conditions = ['unloading']
    expect(await drive(filter, captureError(new BugError('a')))).toMatchObject({
      contexts: { noise: { conditions: ['unloading'] } },
    })
    conditions = []
    const plain = await drive(filter, captureError(new BugError('a')))
    expect(plain?.contexts?.noise).not.toHaveProperty('conditions')
  })
})

describe('the late stage', () => {
  it('judges a message whose logger is put on it only after the integrations', () => {
    const filter = createFilter()
    expect(drive(filter, captureMessage('slow answer', {}, { logger: 'core.llm' }))).toBeNull()
    expect(filter.integration.snapshot().entries).toMatchObject([
      { rule: 'options/operational-logger/core.llm', identity: 'log:core.llm' },
    ])
  })

  it('sends a message of a logger that is not operational', () => {
    expect(drive(createFilter(), captureMessage('boom', {}, { logger: 'core.billing' }))).toMatchObject({
      message: 'boom',
      logger: 'core.billing',
      contexts: { noise: { verdict: 'bug', rule: 'core/unknown', origin: 'log' } },
    })
  })

  it('judges a message at once when its logger is on it already', () => {
    const filter = createFilter()
    const { event, hint } = captureMessage('slow', { contexts: { pino: { name: 'core.llm' } } })
    expect(filter.integration.processEvent(event, hint)).toBeNull()
  })

  it('judges an error by the error, never by its operational logger alone', () => {
    const known = { contexts: { pino: { name: 'core.llm' } } }
    expect(drive(createFilter(), captureError(new TypeError('a bug'), undefined, known))).not.toBeNull()
  })

  it('waits with no error, even where a rule asks for a logger that is not on it yet', () => {
    const when = match.all(match.error('app:BugError'), match.logger('core.llm'))
    const rule = { id: 'mine/quiet', when, verdict: 'expected', reason: 'It is told.' } as const
    const filter = createFilter({ rules: [rule] })
    expect(drive(filter, captureError(new BugError('x'), undefined, { logger: 'core.llm' }))).toBeNull()
    expect(drive(filter, { ...captureError(new BugError('x')), late: { logger: 'core.llm' } })).not.toBeNull()
  })

  it('judges once: what was judged early is not counted again', () => {
    const filter = createFilter({ budget: { max: 1, per: '5m' } })
    drive(filter, captureError(new TransientError('a'), BOUNDARY))
    drive(filter, captureError(new TransientError('b'), BOUNDARY))
    expect(filter.integration.snapshot()).toMatchObject({ captured: 2, sent: 2, escalated: 1, heldBack: 0 })
  })
})

describe('what is not an error event', () => {
  it.each(['transaction', 'profile', 'feedback', 'replay_event'])(
    'goes by untouched when it is a %s',
    (type) => {
      const filter = createFilter()
      const event: SentryEvent = { type, contexts: {} }
      expect(filter.integration.processEvent(event, {})).toBe(event)
      expect(filter.beforeSend()(event, {})).toBe(event)
      expect(filter.integration.snapshot().captured).toBe(0)
    },
  )

  it('goes by untouched when the SDK reports of itself', () => {
    const filter = createFilter()
    const { event, hint } = captureError(new SignalError('a'))
    const internal: SentryHint = { ...hint, data: { __sentry__: true } }
    expect(filter.integration.processEvent(event, internal)).toBe(event)
    expect(filter.beforeSend()(event, internal)).toBe(event)
    expect(filter.integration.snapshot().captured).toBe(0)
  })
})

describe("the user's own beforeSend", () => {
  const capture = (): SampleCapture => captureError(new BugError('boom'))

  it.each<[string, (event: SentryEvent) => unknown]>([
    ['returns undefined', () => undefined],
    ['returns a text', () => 'event'],
    ['returns true', () => true],
    ['returns a number', () => 1],
    ['returns an array', (event) => [event]],
    ['returns a function', () => () => {}],
    ['returns an error', () => new Error('oops')],
    ['returns a Map', () => new Map()],
    ['throws', fail],
    ['throws nothing', failWithNothing],
    ['returns a promise of undefined', async () => undefined],
    ['returns a promise of a text', async () => 'event'],
    ['rejects', async () => fail()],
  ])('cannot lose the event when it %s', async (_, hook) => {
    const filter = createFilter()
    const event = await drive(filter, capture(), filter.beforeSend(hook as BeforeSend))
    expect(event).toMatchObject({
      exception: { values: [{ value: 'boom' }] },
      tags: { 'error.identity': 'app:BugError', 'noise.failure': expect.any(String) },
    })
    expect(filter.integration.snapshot()).toMatchObject({ captured: 1, sent: 1, discarded: 0, inFlight: 0 })
  })

  it.each<[string, BeforeSend]>([
    ['the event', (event) => event],
    ['a promise of the event', async (event) => event],
  ])('may return %s', async (_, hook) => {
    const filter = createFilter()
    const event = await drive(filter, capture(), filter.beforeSend(hook))
    expect(event?.tags).toEqual({ 'error.identity': 'app:BugError' })
    expect(filter.integration.snapshot()).toMatchObject({ sent: 1, discarded: 0 })
  })

  it.each<[string, BeforeSend]>([
    ['changes the event', (event) => Object.assign(event, { level: 'fatal' })],
    ['returns another', (event) => ({ ...event, level: 'fatal' })],
    [
      'returns another without a prototype',
      (event) => Object.assign(Object.create(null), event, { level: 'fatal' }),
    ],
    ['promises another', async (event) => ({ ...event, level: 'fatal' })],
  ])('is followed when it %s', async (_, hook) => {
    const filter = createFilter()
    const event = await drive(filter, capture(), filter.beforeSend(hook))
    expect(event).toMatchObject({ level: 'fatal' })
    expect(event?.tags).not.toHaveProperty(['noise.failure'])
  })

  it.each<[string, BeforeSend]>([
    ['returns null', () => null],
    ['promises null', async () => null],
  ])('drops the event when it %s', async (_, hook) => {
    const filter = createFilter()
    expect(await drive(filter, capture(), filter.beforeSend(hook))).toBeNull()
    expect(filter.integration.snapshot()).toMatchObject({ sent: 0, discarded: 1, heldBack: 0, inFlight: 0 })
  })

  it('sees the finding, and the hint', () => {
    const filter = createFilter()
    const seen: unknown[] = []
    const one = capture()
    drive(
      filter,
      one,
      filter.beforeSend((event, hint) => (seen.push(event.tags, hint), event)),
    )
    expect(seen).toEqual([{ 'error.identity': 'app:BugError' }, one.hint])
  })

  it('is not asked about what is held back', () => {
    const filter = createFilter()
    expect(drive(filter, captureError(new SignalError('a')), filter.beforeSend(fail))).toBeNull()
    expect(drive(filter, captureMessage('a', {}, { logger: 'core.llm' }), filter.beforeSend(fail))).toBeNull()
  })
})

describe('the hook by itself', () => {
  it('judges with the same rules', async () => {
    const hook = createFilter().beforeSend()
    const sends = async ({ event, hint }: SampleCapture): Promise<boolean> =>
      (await hook(event, hint)) !== null
    expect(await sends(captureError(new TransientError('a')))).toBe(false)
    expect(await sends(captureError(new TransientError('a'), BOUNDARY))).toBe(true)
    expect(await sends(captureMessage('a', { logger: 'core.llm' }))).toBe(false)
    expect(await sends(captureError(new BugError('a')))).toBe(true)
  })

  it('counts escalations as well', async () => {
    const filter = createFilter({ budget: { max: 1, per: '5m' } })
    const hook = filter.beforeSend()
    for (let index = 0; index < 3; index++) {
      const { event, hint } = captureError(new TransientError('a'))
      await hook(event, hint)
    }
    expect(filter.integration.snapshot()).toMatchObject({
      captured: 3,
      sent: 1,
      escalated: 1,
      heldBack: 2,
      inFlight: 0,
    })
  })
})

describe('what is sent', () => {
  it('says its identity, its rule, and what is needed to judge it again', async () => {
    const error = Object.assign(new TransientError('a'), { code: 'E1', status: 503 })
    expect(
      await drive(
        createFilter(),
        captureError(error, BOUNDARY, { tags: { mine: 1 }, contexts: { own: { a: 1 } } }),
      ),
    ).toMatchInlineSnapshot(`
      {
        "contexts": {
          "noise": {
            "error": {
              "code": "E1",
              "names": [
                "TransientError",
              ],
              "package": "app",
              "status": 503,
            },
            "origin": "boundary",
            "reason": "The application's own configuration lists TransientError as transient.",
            "rule": "options/transient/TransientError",
            "verdict": "transient",
          },
          "own": {
            "a": 1,
          },
        },
        "exception": {
          "values": [
            {
              "mechanism": {
                "handled": false,
                "type": "auto.function.fastify",
              },
              "type": "Error",
              "value": "a",
            },
          ],
        },
        "level": "error",
        "tags": {
          "error.identity": "app:TransientError#E1",
          "mine": 1,
        },
      }
    `)
  })

  it('leaves the event it was given as it was', async () => {
    const { event, hint } = captureError(new BugError('a'))
    const frozen = Object.freeze({ ...event, tags: Object.freeze({ a: 1 }), contexts: Object.freeze({}) })
    expect(await createFilter().beforeSend()(frozen, hint)).toMatchObject({ tags: { a: 1 } })
  })

  it('escalates with a fingerprint of its own, the true count and the times', async () => {
    const clock = createClock()
    const filter = createFilter({ budget: { max: 3, per: '10m' }, now: clock.now })
    const events: (SentryEvent | null)[] = []
    for (let index = 0; index < 6; index++) {
      events.push(await drive(filter, captureError(new TransientError('a'))))
      clock.tick(MINUTE)
    }
    expect(events.map((event) => event !== null)).toEqual([false, false, false, true, false, false])
    expect(events[3]).toMatchObject({
      fingerprint: ['noise-escalation', 'options/transient/TransientError', 'app:TransientError'],
      tags: { 'noise.escalated': 'true' },
      contexts: {
        noise: {
          held_back_before: 3,
          escalation: {
            count: 4,
            first: '2026-01-01T00:00:00.000Z',
            last: '2026-01-01T00:03:00.000Z',
            budget: '3 per 600 s',
          },
        },
      },
    })
  })

  it('thins out a bug that floods, telling how many were held back, and keeps strangers', async () => {
    const filter = createFilter()
    const flood = Array.from({ length: 400 }, () => new BugError('again'))
    const sent: (SentryEvent | null)[] = []
    for (const error of flood) sent.push(await drive(filter, captureError(error)))
    expect(await drive(filter, captureError(new BugError('a stranger')))).not.toBeNull()
    expect(sent.filter(Boolean)).toHaveLength(109)
    expect(sent.findLast(Boolean)).toMatchObject({ contexts: { noise: { held_back_before: 127 } } })
    expect(filter.integration.snapshot()).toMatchObject({
      captured: 401,
      sent: 110,
      heldBack: 291,
      entries: [{ rule: 'core/repeat', verdict: 'bug', identity: 'app:BugError', count: 291 }],
    })
  })

  it('cuts an identity at the length Sentry keeps', async () => {
    const event = await drive(createFilter({ app: 'a'.repeat(300) }), captureError(new BugError('a')))
    expect(String(event?.tags?.['error.identity'])).toHaveLength(200)
  })
})

describe('an exported event', () => {
  const LIBRARY = defineLibrary({
    name: 'lib',
    rules: [
      {
        id: 'lib/by-code',
        when: match.error('app:#E1'),
        verdict: 'transient',
        reason: 'The code says so.',
      },
      {
        id: 'lib/by-status',
        when: match.all(match.error('app:BugError'), match.status(503)),
        verdict: 'expected',
        reason: 'The status says so.',
      },
      {
        id: 'lib/at-shutdown',
        when: match.all(match.error('app:BugError'), match.message('closed'), match.phase('shutdown')),
        verdict: 'expected',
        reason: 'The phase says so.',
      },
    ],
  })

  it.each<[string, SampleCapture, Phase]>([
    ['by its class', captureError(new TransientError('a'), BOUNDARY), 'running'],
    ['by its code', captureError(Object.assign(new BugError('a'), { code: 'E1' }), BOUNDARY), 'running'],
    ['by its status', captureError(Object.assign(new BugError('a'), { status: 503 }), BOUNDARY), 'running'],
    ['by its phase', captureError(new BugError('closed'), BOUNDARY), 'shutdown'],
    ['as unknown', captureError(new BugError('a')), 'running'],
    [
      'by what it carries',
      captureError(wrap(Object.assign(new BugError('a'), { code: 'E1' })), BOUNDARY),
      'running',
    ],
    ['by the message it carries', captureError(wrap(new BugError('closed')), BOUNDARY), 'shutdown'],
    ['as a wrapper of the unknown', captureError(wrap(wrap(new BugError('a'))), BOUNDARY), 'running'],
    ['as a log line', captureMessage('a line', { logger: 'core.pay' }), 'running'],
    ['as a message', captureMessage('a line'), 'running'],
  ])('is judged as the live one was: %s', async (_, capture, phase) => {
    const setup = { libraries: [LIBRARY], options: OPTIONS }
    const sent = await drive(createNoiseFilter({ ...setup, phase: () => phase }), capture)
    const exported: SentryEvent = JSON.parse(JSON.stringify(sent))
    const engine = createEngine(setup)
    const facts = engine.readFacts(exported, undefined)
    const { verdict, rule } = engine.judge(facts)
    const told = sent?.contexts?.noise
    expect({ verdict, rule: rule?.id ?? 'core/unknown', origin: facts.origin }).toEqual({
      verdict: told?.verdict,
      rule: told?.rule,
      origin: told?.origin,
    })
    expect(facts.error?.identity).toBe(sent?.tags?.['error.identity'])
    expect(facts.phase).toBe(phase)
  })
})

function wrap(cause: Error): Error {
  return new WrappingError('it failed', { cause })
}

describe('request sessions', () => {
  it('are put back when everything captured was noise', async () => {
    const { filter, session, capture } = createRequest()
    await capture(new TransientError('a'))
    await capture(new SignalError('b'))
    expect(session.status).toBe('ok')
    expect(filter.integration.snapshot().heldBack).toBe(2)
  })

  it.each<[string, (request: Request) => unknown]>([
    [
      'a bug was captured first',
      async ({ capture }) => [await capture(new BugError('a')), await capture(new SignalError('b'))],
    ],
    [
      'a bug was captured last',
      async ({ capture }) => [await capture(new SignalError('b')), await capture(new BugError('a'))],
    ],
    [
      'a transient was held back at the boundary',
      async ({ capture }) => [
        await capture(new TransientError('a'), BOUNDARY),
        await capture(new TransientError('b'), BOUNDARY),
      ],
    ],
    [
      'the filter failed on an error, then held one back',
      async ({ capture }) => [await capture(hostile(), BOUNDARY), await capture(new SignalError('b'))],
    ],
  ])('stay errored when %s', async (_, run) => {
    const request = createRequest()
    await run(request)
    expect(request.session.status).toBe('errored')
  })

  it('are put back for a line that is judged late', async () => {
    const { filter, session, mark } = createRequest()
    mark()
    expect(await drive(filter, captureMessage('a', {}, { logger: 'core.llm' }))).toBeNull()
    expect(session.status).toBe('ok')
  })

  it('that are frozen cost neither event nor account', async () => {
    const session = Object.freeze<RequestSession>({ status: 'errored' })
    const filter = createFilter({ sdk: sdkWith(session) })
    await drive(filter, captureError(new SignalError('a')))
    const { captured, sent, heldBack, inFlight } = filter.integration.snapshot()
    expect({ captured, accounted: sent + heldBack, inFlight }).toEqual({
      captured: 1,
      accounted: 1,
      inFlight: 0,
    })
  })

  it('of an SDK that fails cost no event', async () => {
    const filter = createFilter({ sdk: { getIsolationScope: fail } })
    expect(await drive(filter, captureError(new BugError('a')))).not.toBeNull()
  })
})

describe('reports', () => {
  it('come from time to time and when the client closes', async () => {
    const clock = createClock()
    const reports: LedgerSnapshot[] = []
    const filter = createFilter({
      onReport: (report) => reports.push(report),
      reportEvery: '1m',
      now: clock.now,
    })
    let close = (): unknown => undefined
    filter.integration.setup({
      on: (hook, callback) => hook === 'close' && (close = callback as () => unknown),
    })
    await drive(filter, captureError(new SignalError('a')))
    clock.tick(MINUTE)
    await drive(filter, captureError(new SignalError('a')))
    close()
    expect(reports.map(({ heldBack }) => heldBack)).toEqual([2, 2])
  })

  it('that fail cost no event', async () => {
    const clock = createClock()
    const filter = createFilter({ onReport: fail, reportEvery: '1m', now: clock.now })
    for (let index = 0; index < 3; index++) {
      expect(await drive(filter, captureError(new BugError('a')))).not.toBeNull()
      clock.tick(MINUTE)
    }
    expect(filter.integration.snapshot()).toMatchObject({ captured: 3, sent: 3, failures: 0 })
  })

  it('need no client that has hooks', () => {
    expect(() => createFilter().integration.setup({})).not.toThrow()
  })
})

describe('a failure of the filter itself', () => {
  it('in its clock is told on the event, once', async () => {
    const filter = createFilter({ now: fail })
    const event = await drive(filter, captureError(new SignalError('a')))
    expect(event).toMatchObject({ tags: { 'noise.failure': 'the hook failed' } })
    expect(filter.integration.snapshot()).toMatchObject({
      captured: 1,
      sent: 1,
      heldBack: 0,
      failures: 1,
      inFlight: 0,
    })
  })

  it('in a clock that gives no number costs no event', async () => {
    const filter = createFilter({ now: () => Number.NaN, budget: { max: 1, per: '1m' } })
    for (let index = 0; index < 3; index++) {
      expect(await drive(filter, captureError(new BugError('a')))).not.toBeNull()
      await drive(filter, captureError(new TransientError('a')))
    }
    expect(filter.integration.snapshot().inFlight).toBe(0)
  })

  it('in a rule of the user is told on the event', async () => {
    const when = Object.assign(fail, match.error('app:BugError'), { text: 'fails' })
    const filter = createFilter({ rules: [{ id: 'mine/fails', when, verdict: 'expected', reason: 'So.' }] })
    expect(await drive(filter, captureError(new BugError('a')))).toMatchObject({
      tags: { 'noise.failure': 'the hook failed' },
    })
  })

  it('on an event that cannot be copied still sends it', async () => {
    const tags = Proxy.revocable({}, {})
    tags.revoke()
    const { event, hint } = captureError(new BugError('a'))
    const hook = createFilter().beforeSend()
    expect(await hook({ ...event, tags: tags.proxy }, hint)).toMatchObject({ exception: event.exception })
  })
})

interface Request {
  readonly filter: NoiseFilter
  readonly session: RequestSession
  readonly mark: () => void
  /** What the SDK does: mark the session, then ask the hooks. */
  readonly capture: (error: unknown, mechanism?: typeof BOUNDARY) => Promise<SentryEvent | null>
}

function createRequest(): Request {
  const session: RequestSession = { status: 'ok' }
  const filter = createFilter({ sdk: sdkWith(session) })
  const mark = (): void => void (session.status = 'errored')
  return {
    filter,
    session,
    mark,
    async capture(error, mechanism) {
      mark()
      return drive(filter, captureError(error, mechanism))
    },
  }
}

function sdkWith(requestSession: RequestSession): NonNullable<NoiseOptions['sdk']> {
  return {
    getIsolationScope: () => ({ getScopeData: () => ({ sdkProcessingMetadata: { requestSession } }) }),
  }
}

function createFilter(options: NoiseOptions = {}): NoiseFilter {
  return createNoiseFilter({ libraries: [], options: { ...OPTIONS, ...options } })
}

function captureAt(origin: Origin, error: unknown): SampleCapture {
  if (origin === 'instrumentation') return captureError(error, INSTRUMENTATION)
  if (origin === 'boundary') return captureError(error, BOUNDARY)
  return captureError(error, undefined, origin === 'log' ? { contexts: { pino: {} } } : {})
}

function createClock(): { now: () => number; tick: (ms: number) => void } {
  let time = START
  return { now: () => time, tick: (ms) => void (time += ms) }
}

function hostile(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function fail(): never {
  throw new Error('the hook failed')
}

function failWithNothing(): never {
  throw undefined
}
