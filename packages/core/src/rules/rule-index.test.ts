import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import { LiveError } from '../facts/live-error.js'
import { match } from './match.js'
import type { Matcher } from './matcher.js'
import { createProvenanceBook } from '../facts/provenance-book.js'
import { coveringNames } from './logger-name.js'
import { createRuleIndex } from './rule-index.js'
import { sampleError, sampleFacts } from '../samples/sample-facts.js'

class A extends Error {}
class B extends A {}

const PACKAGES = ['pg', 'openai', 'node', 'app']
const CLASSES = ['A', 'B', 'Error', 'TimeoutError']
const CODES = ['1', '2', 'ETIMEDOUT']
const LOGGERS = ['core', 'core.llm', 'core.llm:openai', 'corex', 'http/server', 'core.']
const MECHANISMS = ['generic', 'auto.ai.openai', 'auto.log.pino']

const identity = fc
  .tuple(
    fc.constantFrom('*', ...PACKAGES),
    fc.constantFrom('', '*', ...CLASSES),
    fc.constantFrom('', '*', ...CODES),
  )
  .map(([name, type, code]): IdentityPattern => `${name}:${type}${code === '' ? '' : `#${code}`}`)
  .filter((pattern) => !/^\*:\*?(?:#\*)?$/.test(pattern))

const matcher: fc.Arbitrary<Matcher> = fc.letrec<{ any: Matcher; one: Matcher; list: Matcher[] }>((tie) => ({
  one: fc.oneof(
    identity.map((pattern) => match.error(pattern)),
    fc.constantFrom(A, B).map((type) => match.error(type)),
    fc.constantFrom(...LOGGERS).map((name) => match.logger(name)),
    fc.constantFrom(...MECHANISMS).map((type) => match.mechanism(type)),
    fc.constantFrom(429, 500).map((status) => match.status(status)),
    fc.constantFrom('a', 'b').map((text) => match.message(text)),
    fc.constant(match.withoutError()),
  ),
  list: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('one'),
    tie('list').map((parts) => match.all(...parts)),
    tie('list').map((parts) => match.any(...parts)),
    tie('any').map((part) => match.not(part)),
  ),
})).any

const rules = fc.array(
  matcher.filter((when) => when.anchors !== undefined).map((when) => ({ when })),
  { maxLength: 30 },
)

const error = fc
  .record({
    name: fc.constantFrom('?', ...PACKAGES),
    names: fc.subarray(CLASSES, { minLength: 1 }),
    code: fc.option(fc.constantFrom(...CODES), { nil: undefined }),
    status: fc.option(fc.constantFrom(429, 500), { nil: undefined }),
    message: fc.constantFrom('a', 'b', 'ab', ''),
  })
  .map(({ name, names, code, status, message }) =>
    sampleError(`${name}:${names.join('<')}`, {
      message,
      ...(code !== undefined && { code }),
      ...(status !== undefined && { status }),
    }),
  )

const facts = fc
  .record({
    error: fc.option(error, { nil: undefined }),
    logger: fc.constantFrom(undefined, ...LOGGERS),
    mechanism: fc.constantFrom(undefined, ...MECHANISMS),
    message: fc.constantFrom('a', 'b', ''),
  })
  .map((known) => sampleFacts(known))

describe('the index', () => {
  it('finds the same first rule as asking one after the other', () => {
    fc.assert(
      fc.property(rules, facts, (entries, known) => {
        expect(createRuleIndex(entries, coveringNames).first(known, known.error)).toBe(
          firstOf(entries, known, known.error),
        )
      }),
      { numRuns: 2_000 },
    )
  })

  const anonymous = [class extends A {}][0] ?? A
  function Legacy(): void {}
  Legacy.prototype = Object.create(Error.prototype)

  it.each<[string, Matcher, () => object]>([
    ['a class', match.error(A), () => new A('a')],
    ['a parent class', match.error(A), () => new B('a')],
    ['a class without a name', match.error(anonymous), () => new anonymous('a')],
    [
      'a class whose prototype has lost its constructor',
      match.error(Legacy as unknown as typeof Error),
      () => Object.create(Legacy.prototype),
    ],
  ])('finds a rule for %s', (_, when, make) => {
    const live = new LiveError(make(), createProvenanceBook([], 'app'))
    const entries = [{ when }]
    expect(createRuleIndex(entries, coveringNames).first(sampleFacts({ error: live }), live)).toBe(entries[0])
  })

  it('prefers the earlier rule, whatever each is filed under', () => {
    const known = sampleFacts({ error: sampleError('pg:A', { code: '1' }), logger: 'core.llm' })
    const whens = [match.logger('core'), match.error('pg:*'), match.error('*:#1'), match.error('pg:A#1')]
    for (const when of whens) {
      const entries = [{ when }, ...whens.map((other) => ({ when: other }))]
      expect(createRuleIndex(entries, coveringNames).first(known, known.error)).toBe(entries[0])
    }
  })

  it('finds nothing among no rules', () => {
    expect(createRuleIndex([], coveringNames).first(sampleFacts(), undefined)).toBeUndefined()
  })
})

function firstOf<E extends { readonly when: Matcher }>(
  entries: readonly E[],
  known: Facts,
  captured: ErrorFacts | undefined,
): E | undefined {
  return entries.find(({ when }) => when(known, captured))
}
