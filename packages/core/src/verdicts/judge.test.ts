import { describe, expect, it } from 'vitest'
import type { ErrorFacts } from '../facts/error-facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import { createJudge } from './judge.js'
import type { Wrapper } from '../rules/library.js'
import { match } from '../rules/match.js'
import type { Rule } from '../rules/rule.js'
import { sampleError, sampleFacts } from '../samples/sample-facts.js'
import type { Verdict } from '../rules/verdict.js'

const rule = (id: string, error: IdentityPattern, verdict: Verdict, veto = false): Rule => ({
  id,
  when: match.error(error),
  verdict,
  reason: 'So.',
  ...(veto && { veto }),
})

const RULES: readonly Rule[] = [
  rule('veto/type-error', '*:TypeError', 'bug', true),
  rule('veto/quota', '*:#insufficient_quota', 'bug', true),
  rule('node/reset', 'node:#ECONNRESET', 'transient'),
  rule('node/aborted', 'node:AbortError', 'expected'),
  rule('next/redirect', 'next:Redirect', 'control-flow'),
  rule('openai/rate-limit', 'openai:RateLimitError', 'transient'),
  rule('lib/known', 'lib:Known', 'transient'),
  rule('lib/known-bug', 'lib:KnownBug', 'bug'),
]
const WRAPPERS: readonly Wrapper[] = [
  { when: match.error('openai:APIConnectionError'), through: ['cause'] },
  { when: match.error('lib:Known'), through: ['cause'] },
  { when: match.error('lib:KnownBug'), through: ['cause'] },
  { when: match.error('orm:QueryError'), through: ['driverError', 'cause'] },
]

const reset = sampleError('node:Error', { code: 'ECONNRESET' })
const badPort = sampleError('node:Error', { message: 'bad port' })
const typeError = sampleError('app:TypeError')
const aborted = sampleError('node:AbortError')
const redirect = sampleError('next:Redirect')
const quota = sampleError('openai:RateLimitError', { code: 'insufficient_quota' })
const wrap = (...cause: ErrorFacts[]): ErrorFacts =>
  sampleError('openai:APIConnectionError', { carries: { cause } })
const group = (...errors: ErrorFacts[]): ErrorFacts =>
  sampleError('node:AggregateError', { carries: { errors } })

describe('the judge', () => {
  it.each<[string, ErrorFacts, Verdict, string | undefined]>([
    ['a known error', reset, 'transient', 'node/reset'],
    ['an unknown error', badPort, 'bug', undefined],
    ['a veto', typeError, 'bug', 'veto/type-error'],
    ['a veto against a rule for the same error', quota, 'bug', 'veto/quota'],
    ['a wrapper of a transient', wrap(reset), 'transient', 'node/reset'],
    ['a wrapper of the unknown', wrap(badPort), 'bug', undefined],
    ['a wrapper of a veto', wrap(typeError), 'bug', 'veto/type-error'],
    ['a wrapper of a wrapper', wrap(wrap(reset)), 'transient', 'node/reset'],
    ['a wrapper of nothing', wrap(), 'bug', undefined],
    [
      'a wrapper with another field',
      sampleError('openai:APIConnectionError', { carries: { errors: [reset] } }),
      'bug',
      undefined,
    ],
    [
      'a wrapper with several fields, one unknown',
      sampleError('orm:QueryError', { carries: { driverError: [reset], cause: [badPort] } }),
      'bug',
      undefined,
    ],
    [
      'a wrapper with several fields, all known',
      sampleError('orm:QueryError', { carries: { driverError: [reset], cause: [reset] } }),
      'transient',
      'node/reset',
    ],
    [
      'an outermost rule over an unknown cause',
      sampleError('lib:Known', { carries: { cause: [badPort] } }),
      'transient',
      'lib/known',
    ],
    [
      'an outermost rule over a veto',
      sampleError('lib:Known', { carries: { cause: [typeError] } }),
      'bug',
      'veto/type-error',
    ],
    [
      'an outermost bug over a transient',
      sampleError('lib:KnownBug', { carries: { cause: [reset] } }),
      'bug',
      'lib/known-bug',
    ],
    [
      "the application's own class",
      sampleError('app:JobFailed', { carries: { cause: [reset] } }),
      'bug',
      undefined,
    ],
    [
      'a plain error with a cause',
      sampleError('app:Error', { carries: { cause: [reset] } }),
      'bug',
      undefined,
    ],
    [
      'a rule that an opaque error hides',
      wrap(sampleError('app:JobFailed', { carries: { cause: [reset] } })),
      'bug',
      undefined,
    ],
    ['an aggregate of transients', group(reset, reset), 'transient', 'node/reset'],
    ['an aggregate with one unknown', group(reset, badPort, reset), 'bug', undefined],
    ['an aggregate with one veto at its end', group(reset, reset, typeError), 'bug', 'veto/type-error'],
    ['an aggregate with a veto in a wrapper', group(reset, wrap(wrap(typeError))), 'bug', 'veto/type-error'],
    [
      'an aggregate that has a cause as well',
      sampleError('node:AggregateError', { carries: { errors: [reset], cause: [badPort] } }),
      'bug',
      undefined,
    ],
    ['an aggregate of nothing', group(), 'bug', undefined],
    [
      'an aggregate with something unreadable',
      sampleError('node:AggregateError', { carries: { errors: [reset] }, isComplete: false }),
      'bug',
      undefined,
    ],
    [
      'a class derived from AggregateError',
      sampleError('app:Failures<AggregateError', { carries: { errors: [reset] } }),
      'bug',
      undefined,
    ],
    ['transient and expected', group(reset, aborted), 'expected', 'node/aborted'],
    ['expected and transient', group(aborted, reset), 'expected', 'node/aborted'],
    ['control flow and transient', group(redirect, reset), 'transient', 'node/reset'],
    ['control flow alone', group(redirect, redirect), 'control-flow', 'next/redirect'],
  ])('judges %s', (_, error, verdict, id) => {
    const judgement = judge(error)
    expect({ verdict: judgement.verdict, rule: judgement.rule?.id }).toEqual({ verdict, rule: id })
  })

  it('names the error of the tree that decided', () => {
    expect(judge(group(reset, wrap(typeError))).decider).toBe(typeError)
    expect(judge(group(reset, wrap(aborted))).decider).toBe(aborted)
    expect(judge(group(reset, badPort)).decider).toBe(badPort)
  })

  it('takes a tree that is too deep for a bug', () => {
    expect(judge(chain(10)).verdict).toBe('transient')
    expect(judge(chain(100)).verdict).toBe('bug')
  })

  it('takes a tree that is too large for a bug', () => {
    const many = group(...new Array<ErrorFacts>(60).fill(reset))
    expect(judge(group(many, many)).verdict).toBe('transient')
    expect(judge(group(many, many, many, many, many)).verdict).toBe('bug')
  })

  it('takes a circular tree for a bug, and ends', () => {
    const carries: Record<string, ErrorFacts[]> = {}
    const circular = sampleError('node:AggregateError', { carries })
    carries.errors = new Array<ErrorFacts>(64).fill(circular)
    expect(judge(circular).verdict).toBe('bug')
  })

  it('lets no rule speak for what a wrapper carries unread', () => {
    const rules = [rule('unread', 'node:AggregateError', 'transient')]
    const unread = sampleError('node:AggregateError', { carries: { errors: [reset] }, isComplete: false })
    expect(createJudge(rules, [])(sampleFacts({ error: group(reset) })).rule?.id).toBe('unread')
    expect(createJudge(rules, [])(sampleFacts({ error: unread }))).toMatchObject({
      verdict: 'bug',
      rule: undefined,
    })
  })

  it('lets the first of two rules decide', () => {
    const rules = [rule('first', 'pg:*', 'expected'), rule('second', 'pg:Error', 'transient')]
    const error = sampleError('pg:Error')
    expect(createJudge(rules, [])(sampleFacts({ error })).rule?.id).toBe('first')
    expect(createJudge(rules.toReversed(), [])(sampleFacts({ error })).rule?.id).toBe('second')
  })

  it('asks vetoes first, wherever they stand', () => {
    const rules = [rule('first', 'pg:*', 'expected'), rule('veto', 'pg:Error', 'bug', true)]
    expect(createJudge(rules, [])(sampleFacts({ error: sampleError('pg:Error') })).rule?.id).toBe('veto')
  })

  it('opens an error of the application that is listed as a wrapper', () => {
    const wrappers: Wrapper[] = [{ when: match.error('app:JobFailed'), through: ['cause'] }]
    const failed = (cause: ErrorFacts): ErrorFacts =>
      sampleError('app:JobFailed', { carries: { cause: [cause] } })
    const judgeOpen = createJudge(RULES, wrappers)
    expect(judgeOpen(sampleFacts({ error: failed(reset) })).verdict).toBe('transient')
    expect(judgeOpen(sampleFacts({ error: failed(badPort) })).verdict).toBe('bug')
  })

  it('judges a message by the rules that need no error', () => {
    const operational: Rule = {
      id: 'quiet',
      when: match.all(match.logger('core'), match.withoutError()),
      verdict: 'expected',
      reason: 'So.',
    }
    const judgeLine = createJudge([...RULES, operational], [])
    expect(judgeLine(sampleFacts({ logger: 'core.llm' }))).toMatchObject({
      verdict: 'expected',
      rule: { id: 'quiet' },
    })
    expect(judgeLine(sampleFacts({ logger: 'billing' }))).toEqual({
      verdict: 'bug',
      rule: undefined,
      decider: undefined,
    })
    expect(judgeLine(sampleFacts({ logger: 'core.llm', hidesError: true })).verdict).toBe('bug')
    expect(judgeLine(sampleFacts({ logger: 'core.llm', error: badPort })).verdict).toBe('bug')
  })
})

function judge(error: ErrorFacts): ReturnType<ReturnType<typeof createJudge>> {
  return createJudge(RULES, WRAPPERS)(sampleFacts({ error }))
}

function chain(length: number): ErrorFacts {
  return length === 0 ? reset : wrap(chain(length - 1))
}
