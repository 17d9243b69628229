import fc from 'fast-check'
import { expect, it } from 'vitest'
import { match } from '../rules/match.js'
import { writeQuestion } from '../rules/write-question.js'
import type { ComposedFilter } from './compose-noise-filter.js'
import { createLeanFilter, type LeanRule } from '../lean-filter.js'
import { createNoiseFilter } from './noise-filter.js'
import { readStackPackage } from '../facts/provenance.js'
import type { Rule } from '../rules/rule.js'
import { captureError, captureMessage, drive, type SampleCapture } from '../samples/sample-capture.js'
import type { SentryEvent } from './sentry-shapes.js'
import type { BeforeSend } from './user-before-send.js'
import { VERDICTS } from '../rules/verdict.js'

class A extends Error {}
class B extends Error {}
class C extends Error {}

const MECHANISMS = [
  undefined,
  { type: 'auto.ai.openai', handled: false },
  { type: 'auto.function.fastify', handled: false },
]
const CLASSES = [A, B, C, AggregateError]

/** What the user's hook does with an event. */
const HOOKS = ['event', 'null', 'undefined', 'throw', 'promise', 'promise of null', 'rejection'] as const

interface Step {
  readonly make: () => SampleCapture
  readonly hook: (typeof HOOKS)[number]
  /** Dropped by another integration between the two hooks. */
  readonly isDeduped: boolean
  readonly pause: number
}

const rules = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('r/1', 'r/2', 'r/3', 'r/4'),
      when: fc.oneof(
        fc.constantFrom(A, B, C).map((type) => match.error(type)),
        fc
          .constantFrom('app:#1', 'app:#2', 'app:*', '*:AggregateError')
          .map((id) => match.error(id as 'a:b')),
        fc
          .constantFrom('core', 'core.llm')
          .map((name) => match.all(match.logger(name), match.withoutError())),
        fc.constantFrom('core', 'core.llm').map((name) => match.logger(name)),
        fc.constant(match.mechanism('auto.ai.openai')),
      ),
      verdict: fc.constantFrom(...VERDICTS),
      reason: fc.constant('So.'),
      veto: fc.boolean(),
    })
    .map((rule): Rule => ({ ...rule, veto: rule.veto && rule.verdict === 'bug' })),
  { selector: ({ id }) => id, comparator: (a, b) => a === b },
)
// A rule that asks the same as an earlier one is refused.
const distinctRules = rules.map((list) =>
  list.filter(
    ({ when }, index) =>
      list.findIndex((other) => writeQuestion(other.when) === writeQuestion(when)) === index,
  ),
)

const step: fc.Arbitrary<Step> = fc.record({
  make: fc.oneof(
    fc
      .record({
        Type: fc.constantFrom(...CLASSES),
        code: fc.constantFrom(undefined, '1', '2'),
        mechanism: fc.constantFrom(...MECHANISMS),
        logger: fc.constantFrom(undefined, 'core.llm'),
      })
      .map(({ Type, code, mechanism, logger }) => () => {
        const error =
          Type === AggregateError ? new AggregateError([new A('a'), new B('b')]) : new (Type as typeof A)('a')
        const known = logger === undefined ? {} : { late: { logger } }
        return { ...captureError(Object.assign(error, { code }), mechanism), ...known }
      }),
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(undefined, 'core', 'core.llm', 'other')).map(
      ([text, logger]) =>
        () =>
          captureMessage(text, {}, logger === undefined ? {} : { logger }),
    ),
    fc.constant(() => captureError(hostile())),
  ),
  hook: fc.constantFrom(...HOOKS),
  isDeduped: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  pause: fc.constantFrom(0, 0, 0, 60_000, 7_200_000),
})

const FILTERS: readonly (readonly [name: string, create: CreateFilter])[] = [
  [
    'full',
    (rules, now) =>
      createNoiseFilter({ libraries: [], options: { rules, budget: { max: 2, per: '10m' }, now } }),
  ],
  [
    'lean',
    (rules, now) =>
      createLeanFilter({
        // None of them has a budget of its own.
        rules: rules as readonly LeanRule[],
        options: { budget: { max: 2, per: 600_000 }, now },
        readStackPackage,
        place: { package: 'browser', path: '' },
      }),
  ],
]

type CreateFilter = (rules: readonly Rule[], now: () => number) => ComposedFilter

it.each(FILTERS)(
  'accounts for every event, exactly, under any rules, in any order and whatever the hooks do: the %s filter',
  async (_, createFilter) => {
    await fc.assert(
      fc.asyncProperty(
        distinctRules,
        fc.array(step, { maxLength: 60 }),
        fc.boolean(),
        fc.scheduler(),
        async (list, steps, isHookAlone, scheduler) => {
          let time = Date.UTC(2026, 0, 1)
          const filter = createFilter(list, () => time)
          const outcomes: Promise<SentryEvent | null>[] = []
          let deduped = 0
          let nulls = 0
          for (const { make, hook, isDeduped, pause } of steps) {
            time += pause
            const capture = make()
            const user: BeforeSend = (event) => {
              if (hook.endsWith('null')) nulls += 1
              return play(hook, event, scheduler)
            }
            if (isDeduped && !isHookAlone) {
              if (filter.integration.processEvent(capture.event, capture.hint)) deduped += 1
              else outcomes.push(Promise.resolve(null))
            } else {
              outcomes.push(Promise.resolve(run(filter, capture, user, isHookAlone)))
            }
            expectExact(filter)
          }
          await scheduler.waitFor(Promise.all(outcomes))
          const results = await Promise.all(outcomes)
          const sent = results.filter((event) => event !== null).length
          expectExact(filter)
          expect(filter.integration.snapshot()).toMatchObject({
            captured: steps.length,
            sent,
            discarded: nulls,
            heldBack: results.length - sent - nulls,
            inFlight: deduped,
            escalated: results.filter((event) => event?.tags?.['noise.escalated'] === 'true').length,
          })
        },
      ),
      { numRuns: 300 },
    )
  },
)

function expectExact(filter: ComposedFilter): void {
  const { captured, sent, heldBack, discarded, inFlight, entries } = filter.integration.snapshot()
  expect(inFlight).toBeGreaterThanOrEqual(0)
  expect(sent + heldBack + discarded + inFlight).toBe(captured)
  expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(heldBack)
}

function run(
  filter: ComposedFilter,
  capture: SampleCapture,
  user: BeforeSend,
  isHookAlone: boolean,
): ReturnType<BeforeSend> {
  const hook = filter.beforeSend(user)
  return isHookAlone
    ? hook({ ...capture.event, ...capture.late }, capture.hint)
    : drive(filter, capture, hook)
}

function play(hook: Step['hook'], event: SentryEvent, scheduler: fc.Scheduler): ReturnType<BeforeSend> {
  if (hook === 'throw') throw new Error('the hook failed')
  if (hook === 'null') return null
  if (hook === 'undefined') return undefined as unknown as null
  if (hook === 'event') return event
  return settleLater(hook, event, scheduler)
}

async function settleLater(
  hook: Step['hook'],
  event: SentryEvent,
  scheduler: fc.Scheduler,
): Promise<SentryEvent | null> {
  await scheduler.schedule(Promise.resolve())
  if (hook === 'rejection') throw new Error('the hook failed')
  return hook === 'promise of null' ? null : event
}

function hostile(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
