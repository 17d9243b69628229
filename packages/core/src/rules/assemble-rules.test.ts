import { describe, expect, it } from 'vitest'
import type { ConfigErrorCode } from '../options/config-error.js'
import { defineLibrary, type Library } from './library.js'
import { match } from './match.js'
import { createNoiseFilter } from '../sentry/noise-filter.js'
import type { NoiseOptions } from '../options/noise-options.js'
import type { Rule } from './rule.js'

class QuotaReached extends Error {}
class NotAnError {}

const PG = defineLibrary({
  name: 'pg',
  packages: ['pg-pool'],
  rules: [
    {
      id: 'pg/authentication',
      when: match.error('pg:#28P01'),
      verdict: 'bug',
      veto: true,
      reason: 'It stays so.',
    },
    { id: 'pg/restart', when: match.error('pg:#57P01'), verdict: 'transient', reason: 'It comes back.' },
  ],
})

const RULE: Rule = {
  id: 'mine/quota',
  when: match.error('app:QuotaReached'),
  verdict: 'expected',
  reason: 'The caller is told.',
}

interface Mistake {
  readonly what: string
  readonly code: ConfigErrorCode
  readonly options?: unknown
  readonly libraries?: readonly Library[]
}

const MISTAKES: readonly Mistake[] = [
  { what: 'an option nobody reads', code: 'unknown-option', options: { transients: [] } },
  { what: 'an option like no other', code: 'unknown-option', options: { somethingElseEntirely: true } },
  { what: 'a text where a list belongs', code: 'invalid-option', options: { transient: 'openai:Error' } },
  { what: 'null where a function belongs', code: 'invalid-option', options: { onReport: null } },
  { what: 'an empty name for the app', code: 'invalid-option', options: { app: '' } },
  { what: 'a number where a budget belongs', code: 'invalid-option', options: { budget: 5 } },
  { what: 'an empty logger', code: 'invalid-option', options: { operationalLoggers: ['core.llm', ''] } },
  {
    what: 'a name without a package',
    code: 'malformed-identity',
    options: { transient: ['openai:*', 'RateLimitError'] },
  },
  {
    what: 'a misspelt field of an entry',
    code: 'unknown-option',
    options: { transient: [{ error: 'pg:Error', budgets: { max: 1, per: '1m' } }] },
  },
  {
    what: 'a text where a list of fields belongs',
    code: 'invalid-option',
    options: { wrappers: [{ error: 'pg:Error', through: 'cause' }] },
  },
  { what: 'a big number as an error', code: 'malformed-identity', options: { bug: [10n] } },
  { what: 'a number as an error', code: 'malformed-identity', options: { expected: [429] } },
  { what: 'null as an error', code: 'malformed-identity', options: { bug: [null] } },
  {
    what: 'an entry without an error',
    code: 'malformed-identity',
    options: { transient: [{ reason: 'so' }] },
  },
  { what: 'a malformed wrapper', code: 'malformed-identity', options: { wrappers: ['app'] } },
  { what: 'a class that is not an error', code: 'not-an-error-class', options: { expected: [NotAnError] } },
  { what: 'a function that is no class', code: 'not-an-error-class', options: { controlFlow: [() => {}] } },
  {
    what: 'a wrapper class that is not an error',
    code: 'not-an-error-class',
    options: { wrappers: [{ error: NotAnError }] },
  },
  {
    what: 'two rules with one id',
    code: 'duplicate-rule',
    options: { rules: [RULE, { ...RULE, when: match.error('app:Other') }] },
  },
  {
    what: 'a rule with the id of a library rule',
    code: 'duplicate-rule',
    options: { rules: [{ ...RULE, id: 'pg/restart' }] },
  },
  { what: 'two libraries with one rule id', code: 'duplicate-rule', libraries: [PG, { ...PG, name: 'pg2' }] },
  { what: 'a rule without an id', code: 'invalid-rule', options: { rules: [{ ...RULE, id: '' }] } },
  { what: 'a rule that is null', code: 'invalid-rule', options: { rules: [null] } },
  {
    what: 'a rule without a question',
    code: 'invalid-rule',
    options: { rules: [{ ...RULE, when: () => true }] },
  },
  {
    what: 'a rule with a misspelt verdict',
    code: 'invalid-rule',
    options: { rules: [{ ...RULE, verdict: 'transiant' }] },
  },
  { what: 'a rule without a reason', code: 'invalid-rule', options: { rules: [{ ...RULE, reason: '' }] } },
  { what: 'a veto that is no bug', code: 'invalid-rule', options: { rules: [{ ...RULE, veto: true }] } },
  {
    what: 'an unknown word for a boundary',
    code: 'invalid-rule',
    options: { rules: [{ ...RULE, verdict: 'transient', atBoundary: 'count once' }] },
  },
  {
    what: 'a word for a boundary on what is no transient',
    code: 'invalid-rule',
    options: { rules: [{ ...RULE, verdict: 'expected', atBoundary: 'count' }] },
  },
  {
    what: 'an unanchored rule',
    code: 'unanchored-rule',
    options: { rules: [{ ...RULE, when: match.all(match.status(404), match.level('error')) }] },
  },
  {
    what: 'an unanchored alternative',
    code: 'unanchored-rule',
    options: { rules: [{ ...RULE, when: match.any(match.error('pg:*'), match.status(404)) }] },
  },
  {
    what: 'a negation',
    code: 'unanchored-rule',
    options: { rules: [{ ...RULE, when: match.not(match.error('pg:*')) }] },
  },
  {
    what: 'a rule that asks for nothing',
    code: 'invalid-rule',
    options: { rules: [{ ...RULE, when: match.any() }] },
  },
  { what: 'an error listed twice', code: 'duplicate-rule', options: { transient: ['pg:Error', 'pg:Error'] } },
  {
    what: 'an error listed under two verdicts',
    code: 'invalid-rule',
    options: { transient: ['pg:Error'], expected: ['pg:Error'] },
  },
  {
    what: 'a package whose errors go under another name',
    code: 'invalid-rule',
    options: { transient: ['pg-pool:Error'] },
  },
  {
    what: 'an unknown rule id to switch off',
    code: 'unknown-rule',
    options: { disableRules: ['pg/restart', 'pg/autentication'] },
  },
  {
    what: 'a rule id like no other to switch off',
    code: 'unknown-rule',
    options: { disableRules: ['something-else-entirely'] },
  },
  { what: 'a budget of zero', code: 'invalid-budget', options: { budget: { max: 0, per: '5m' } } },
  { what: 'a budget of half an error', code: 'invalid-budget', options: { budget: { max: 0.5, per: '5m' } } },
  { what: 'a budget that is a text', code: 'invalid-budget', options: { budget: { max: '5', per: '5m' } } },
  {
    what: 'a budget of zero for one error',
    code: 'invalid-budget',
    options: { transient: [{ error: 'pg:#57P01', budget: { max: 0, per: '5m' } }] },
  },
  { what: 'a budget over no time', code: 'invalid-duration', options: { budget: { max: 5 } } },
  { what: 'a bad length of time', code: 'invalid-duration', options: { reportEvery: '5 minutes' } },
]

describe('a configuration', () => {
  it.each(MISTAKES)('is refused for $what', ({ code, options = {}, libraries = [PG] }) => {
    expect(() => configure(options, libraries)).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        code,
        message: expect.stringMatching(/^\[@sentry-presets\/core\] \S/),
      }),
    )
  })

  it('is refused with messages that say where, what, why and what instead', () => {
    const messages = MISTAKES.map(({ options = {}, libraries = [PG] }) =>
      messageOf(() => configure(options, libraries)),
    )
    expect(messages.join('\n')).toMatchInlineSnapshot(`
      "[@sentry-presets/core] transients: nothing reads this option. Did you mean "transient"? (unknown-option)
      [@sentry-presets/core] somethingElseEntirely: nothing reads this option. The options are transient, expected, controlFlow, bug, operationalLoggers, wrappers, rules, disableRules, budget, loggerName, app, sdk, onReport, reportEvery, now. (unknown-option)
      [@sentry-presets/core] transient: this must be a list, not "openai:Error". (invalid-option)
      [@sentry-presets/core] onReport: this must be a function, not null. (invalid-option)
      [@sentry-presets/core] app: this must be a text, not "". (invalid-option)
      [@sentry-presets/core] budget: this must be an object, not a number. (invalid-option)
      [@sentry-presets/core] operationalLoggers[1]: a logger is named by a text such as "core.llm". (invalid-option)
      [@sentry-presets/core] transient[1]: "RateLimitError" names no package, so it would match every library that has one like it. Write the package before it, as in "openai:RateLimitError", or "*:RateLimitError" if you mean all of them. (malformed-identity)
      [@sentry-presets/core] transient[0].budgets: nothing reads this option. Did you mean "budget"? (unknown-option)
      [@sentry-presets/core] wrappers[0].through: this must be a list, not "cause". (invalid-option)
      [@sentry-presets/core] bug[0]: 10 is no identity. Write a string such as "openai:RateLimitError". (malformed-identity)
      [@sentry-presets/core] expected[0]: 429 is no identity. Write a string such as "openai:RateLimitError". (malformed-identity)
      [@sentry-presets/core] bug[0]: null is no identity. Write a string such as "openai:RateLimitError". (malformed-identity)
      [@sentry-presets/core] transient[0]: undefined is no identity. Write a string such as "openai:RateLimitError". (malformed-identity)
      [@sentry-presets/core] wrappers[0]: "app" names no package, so it would match every library that has one like it. Write the package before it, as in "openai:app", or "*:app" if you mean all of them. (malformed-identity)
      [@sentry-presets/core] expected[0]: NotAnError does not extend Error, so nothing thrown could be recognised by it. Give a class of errors, or an identity such as "app:QuotaReached". (not-an-error-class)
      [@sentry-presets/core] controlFlow[0]: this function does not extend Error, so nothing thrown could be recognised by it. Give a class of errors, or an identity such as "app:QuotaReached". (not-an-error-class)
      [@sentry-presets/core] wrappers[0]: NotAnError does not extend Error, so nothing thrown could be recognised by it. Give a class of errors, or an identity such as "app:QuotaReached". (not-an-error-class)
      [@sentry-presets/core] rules[1]: "mine/quota" is the id of an earlier rule as well, so the ledger could not tell them apart. Give it another id. (duplicate-rule)
      [@sentry-presets/core] library "pg" rules[1]: "pg/restart" is the id of an earlier rule as well, so the ledger could not tell them apart. Give it another id. (duplicate-rule)
      [@sentry-presets/core] library "pg2" rules[0]: "pg/authentication" is the id of an earlier rule as well, so the ledger could not tell them apart. Give it another id. (duplicate-rule)
      [@sentry-presets/core] rules[0]: a rule needs an id such as "openai/rate-limit". (invalid-rule)
      [@sentry-presets/core] rules[0]: a rule needs an id such as "openai/rate-limit". (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" asks nothing. Build "when" with match, as in match.error("openai:RateLimitError"). (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" has the verdict "transiant". Write "transient". (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" gives no reason. Say in a sentence why the event is what the verdict says. (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" is a veto, which can only say "bug", not "expected". (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" has atBoundary "count once" and the verdict "transient". Write "tell" or "count", for a transient only. (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" has atBoundary "count" and the verdict "expected". Write "tell" or "count", for a transient only. (invalid-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" asks all(status(404), level('error')), which names no error, logger or mechanism, so it would be asked of every event and match errors it does not know. Add one: match.all(match.error("pg:*"), …). (unanchored-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" asks any(error('pg:*'), status(404)), which names no error, logger or mechanism, so it would be asked of every event and match errors it does not know. Add one: match.all(match.error("pg:*"), …). (unanchored-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" asks not(error('pg:*')), which names no error, logger or mechanism, so it would be asked of every event and match errors it does not know. Add one: match.all(match.error("pg:*"), …). (unanchored-rule)
      [@sentry-presets/core] rules[0]: "mine/quota" can never match, because any() has nothing to choose from. (invalid-rule)
      [@sentry-presets/core] transient[1]: "options/transient/pg:Error" is the id of an earlier rule as well, so the ledger could not tell them apart. Give it another id. (duplicate-rule)
      [@sentry-presets/core] transient[0]: "options/transient/pg:Error" can never match, because "options/expected/pg:Error" asks the same before it. Keep one. (invalid-rule)
      [@sentry-presets/core] transient[0]: "options/transient/pg-pool:Error" can never match, because errors of pg-pool go under "pg". Write "pg:…". (invalid-rule)
      [@sentry-presets/core] disableRules[1]: no rule has the id "pg/autentication", so nothing would be switched off. Did you mean "pg/authentication"? (unknown-rule)
      [@sentry-presets/core] disableRules[0]: no rule has the id "something-else-entirely", so nothing would be switched off. The catalogue lists them all. (unknown-rule)
      [@sentry-presets/core] budget.max: 0 is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug. (invalid-budget)
      [@sentry-presets/core] budget.max: 0.5 is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug. (invalid-budget)
      [@sentry-presets/core] budget.max: "5" is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug. (invalid-budget)
      [@sentry-presets/core] transient[0].budget.max: 0 is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug. (invalid-budget)
      [@sentry-presets/core] budget.per: undefined is no length of time. Write milliseconds or a number with a unit: "30s", "5m", "1h". (invalid-duration)
      [@sentry-presets/core] reportEvery: "5 minutes" is no length of time. Write milliseconds or a number with a unit: "30s", "5m", "1h". (invalid-duration)"
    `)
  })

  it('is accepted when every option is right', () => {
    const options: NoiseOptions = {
      transient: [
        'openai:RateLimitError',
        { error: 'pg:#57P01', budget: { max: 50, per: '5m' }, reason: 'So.' },
      ],
      expected: [QuotaReached, 'app:NotThere'],
      controlFlow: ['app:Redirect'],
      bug: ['pg:#53300'],
      operationalLoggers: ['core.llm'],
      wrappers: ['app:Wrapped', { error: 'app:JobFailed', through: ['reason'] }],
      rules: [RULE],
      disableRules: ['pg/authentication'],
      budget: { max: 1, per: 1 },
      loggerName: 'module',
      app: 'companion',
      onReport: () => {},
      reportEvery: '1m',
      now: () => 0,
    }
    expect(() => configure(options, [PG])).not.toThrow()
  })

  it('takes undefined for an option that is not given', () => {
    expect(() => configure({ transient: undefined, app: undefined }, [PG])).not.toThrow()
  })

  it('may give a rule the id of a library rule that is switched off', () => {
    expect(() =>
      configure({ rules: [{ ...RULE, id: 'pg/restart' }], disableRules: ['pg/restart'] }, [PG]),
    ).not.toThrow()
  })

  it('names the package that complains', () => {
    const place = { package: 'node', path: '' }
    expect(() => createNoiseFilter({ libraries: [], options: { transient: ['x' as 'x:y'] }, place })).toThrow(
      '[@sentry-presets/node] transient[0]: "x" names no package',
    )
  })
})

function configure(options: unknown, libraries: readonly Library[]): unknown {
  // Configurations that the types refuse are the point here.
  return createNoiseFilter({ libraries, options: options as NoiseOptions })
}

function messageOf(make: () => unknown): string {
  try {
    make()
    return 'accepted'
  } catch (error) {
    return (error as Error).message
  }
}
