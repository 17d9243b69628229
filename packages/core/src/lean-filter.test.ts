import { describe, expect, it } from 'vitest'
import { ConfigError } from './options/config-error.js'
import type { ConfigErrorCode } from './options/config-error.js'
import type { Decision } from './verdicts/decision.js'
import { createLeanFilter, type LeanOptions, type LeanRule, type LeanSetup } from './lean-filter.js'
import { match } from './rules/match.js'
import { createNoiseFilter } from './sentry/noise-filter.js'
import {
  captureError,
  captureMessage,
  drive,
  isMarked,
  type SampleCapture,
} from './samples/sample-capture.js'
import type { SentryException } from './sentry/sentry-shapes.js'

class QuotaReached extends Error {}

const START = Date.UTC(2026, 0, 1)
const PLACE = { package: 'browser', path: '' }
const ONERROR = { type: 'auto.browser.global_handlers.onerror', handled: false }
const REJECTION = { type: 'auto.browser.global_handlers.onunhandledrejection', handled: false }

const RULES: readonly LeanRule[] = [
  {
    id: 'page/veto',
    when: match.all(match.error('*:TypeError'), match.message('is not a function')),
    verdict: 'bug',
    veto: true,
    reason: 'So.',
  },
  {
    id: 'page/offline',
    when: match.all(match.error('*:TypeError'), match.condition('offline')),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 3, per: 60_000 },
    reason: 'So.',
  },
  { id: 'page/extension', when: match.error('extension:*'), verdict: 'control-flow', reason: 'So.' },
  {
    id: 'page/rejected-text',
    when: match.all(match.error('*:UnhandledRejection'), match.message('Object Not Found')),
    verdict: 'control-flow',
    reason: 'So.',
  },
  {
    id: 'page/script-error',
    when: match.all(match.mechanism(ONERROR.type), match.withoutError(), match.message('Script error.')),
    verdict: 'expected',
    reason: 'So.',
  },
]
const OPTIONS: LeanOptions = { expected: ['app:QuotaReached'], transient: ['app:#E_LATER'] }

/** What a page captures, each several times so that windows and budgets play their part. */
const CAPTURES: readonly (readonly [what: string, make: () => SampleCapture])[] = [
  ['a bug', () => captureError(new RangeError('a'))],
  ['an uncaught bug', () => captureError(new RangeError('a'), ONERROR)],
  ['a request that got no answer', () => captureError(new TypeError('Failed to fetch'))],
  ['an uncaught one', () => captureError(new TypeError('Failed to fetch'), ONERROR)],
  ['what a veto speaks of', () => captureError(new TypeError('a is not a function'))],
  ['an expected error', () => captureError(new QuotaReached('a'))],
  ['an expected error that nobody expected', () => captureError(new QuotaReached('a'), ONERROR)],
  ['a transient', () => captureError(Object.assign(new Error('a'), { code: 'E_LATER' }))],
  ['an uncaught transient', () => captureError(Object.assign(new Error('a'), { code: 'E_LATER' }), ONERROR)],
  ["an extension's error", () => captureError(fromExtension(new Error('a')), ONERROR)],
  ['a rejected text', () => captureShown({ type: 'UnhandledRejection', value: 'Object Not Found' })],
  ['another rejected text', () => captureShown({ type: 'UnhandledRejection', value: 'Card Not Found' })],
  ['a muted error', () => captureOnError('Script error.')],
  ['a message', () => captureMessage('a')],
]

describe('the lean filter', () => {
  it.each(CAPTURES)('decides as the full one: %s', async (_, make) => {
    let time = START
    const full = createNoiseFilter({
      libraries: [{ name: 'page', rules: RULES }],
      options: { ...OPTIONS, now: () => time },
      readStackPackage,
      conditions,
    })
    const lean = createLean({ options: { ...OPTIONS, now: () => time } })
    for (let round = 0; round < 12; round++) {
      time += 10_000
      const [one, other] = [make(), make()]
      const [fromFull, fromLean] = [await drive(full, one), await drive(lean, other)]
      expect(fromLean?.tags).toEqual(fromFull?.tags)
      expect(fromLean?.fingerprint).toEqual(fromFull?.fingerprint)
      expect(fromFull?.contexts?.noise ?? {}).toMatchObject(fromLean?.contexts?.noise ?? {})
      expect(isLeftMarked(other)).toBe(isLeftMarked(one))
    }
    expect(lean.integration.snapshot()).toEqual(full.integration.snapshot())
  })

  it('decides everything in the first hook', () => {
    const { integration } = createLean()
    for (const [, make] of CAPTURES) {
      const { event, hint } = make()
      integration.processEvent(event, hint)
    }
    const { captured, heldBack } = integration.snapshot()
    expect([captured, heldBack]).toEqual([CAPTURES.length, 6])
  })

  it('judges an aggregate by itself, and so sends it', async () => {
    const group = new AggregateError([new QuotaReached('a'), new QuotaReached('b')])
    expect(await drive(createLean(), captureError(group))).not.toBeNull()
  })

  it('tells at once of what it holds back', async () => {
    const told: Decision[] = []
    await drive(
      createLean({ onHoldBack: (decision) => told.push(decision) }),
      captureError(new QuotaReached('a')),
    )
    expect(told).toMatchObject([{ rule: 'options/expected/app:QuotaReached', identity: 'app:QuotaReached' }])
  })

  it('holds back all the same when whoever is told fails', async () => {
    const filter = createLean({
      onHoldBack() {
        throw new Error('the listener failed')
      },
    })
    expect(await drive(filter, captureError(new QuotaReached('a')))).toBeNull()
    expect(filter.integration.snapshot()).toMatchObject({ heldBack: 1, failures: 0 })
  })

  it('asks the rules of the application before its own, unless they are switched off', async () => {
    const mine = {
      id: 'mine',
      when: match.error('*:RangeError'),
      verdict: 'expected',
      reason: 'So.',
    } as const
    const offline = captureError(new TypeError('Failed to fetch'))
    expect(
      await drive(createLean({ options: { rules: [mine] } }), captureError(new RangeError('a'))),
    ).toBeNull()
    expect(await drive(createLean({ options: { disableRules: ['page/offline'] } }), offline)).not.toBeNull()
  })

  it.each<[string, ConfigErrorCode, object]>([
    ['an option nobody reads', 'unknown-option', { transients: [] }],
    ['a name without a package', 'malformed-identity', { transient: ['app:*', 'RateLimitError'] }],
    ['an entry that is null', 'malformed-identity', { expected: [null] }],
    ['the class of all errors', 'not-an-error-class', { bug: [Error] }],
    ['a class of something else', 'not-an-error-class', { bug: [Map] }],
    ['a rule that asks of everything', 'unanchored-rule', { rules: [rule(match.message('a'))] }],
    ['a rule that asks nothing', 'unanchored-rule', { rules: [rule(undefined)] }],
    ['the id of no rule', 'unknown-rule', { disableRules: ['page/onlin'] }],
    ['a budget of nothing', 'invalid-budget', { budget: { max: 0, per: 1_000 } }],
    ['a budget in words', 'invalid-budget', { transient: [{ error: 'a:B', budget: { max: 1, per: '1h' } }] }],
  ])('refuses %s', (_, code, options) => {
    expect(() => createLean({ options })).toThrow(expect.objectContaining({ name: 'ConfigError', code }))
  })

  it('says in few words where and what it refuses, and where that is explained', () => {
    expect(() =>
      createLean({ options: { transient: ['app:*', 'RateLimitError' as 'a:B'] } }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/browser] transient[1]: "RateLimitError", see docs/errors/malformed-identity.md (malformed-identity)]`,
    )
    expect(() => createLean({ options: { transients: [] } as object })).toThrow(ConfigError)
  })
})

function createLean(setup: Partial<LeanSetup> = {}): ReturnType<typeof createLeanFilter> {
  return createLeanFilter({
    rules: RULES,
    options: OPTIONS,
    readStackPackage,
    conditions,
    place: PLACE,
    ...setup,
  })
}

function conditions(): readonly string[] {
  return ['offline']
}

function readStackPackage(stack: string, app: string): string | undefined {
  if (!stack.includes('\n    at ')) return undefined
  return stack.includes('chrome-extension://') ? 'extension' : app
}

function fromExtension(error: Error): Error {
  return Object.assign(error, { stack: 'Error: a\n    at f (chrome-extension://abc/content.js:1:2)' })
}

/** What the SDK makes of a rejection with a text. */
function captureShown(exception: SentryException): SampleCapture {
  return {
    event: { level: 'error', exception: { values: [{ ...exception, mechanism: REJECTION }] } },
    hint: { originalException: exception.value, mechanism: REJECTION },
  }
}

/** What the SDK makes of an error event without an error. */
function captureOnError(message: string): SampleCapture {
  return { event: { level: 'error', message }, hint: { mechanism: ONERROR } }
}

function isLeftMarked({ hint: { originalException } }: SampleCapture): boolean {
  return originalException instanceof Error && isMarked(originalException)
}

function rule(when: unknown): object {
  return { id: 'mine', when, verdict: 'expected', reason: 'So.' }
}
