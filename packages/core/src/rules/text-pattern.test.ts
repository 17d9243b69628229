import { describe, expect, it } from 'vitest'
import { checkTextPattern } from './check-text-pattern.js'
import { type TextPattern, toTextTest } from './text-pattern.js'

const PLACE = { package: 'core', path: 'match.message' }

describe('a text pattern', () => {
  it('finds a text anywhere, upper and lower case kept apart', () => {
    const test = toTextTest('calling end')
    expect(test('Cannot use a pool after calling end on the pool')).toBe(true)
    expect(test('Cannot use a pool after Calling End on the pool')).toBe(false)
  })

  it('takes a text literally', () => {
    const test = toTextTest('(a+)+$')
    expect(test('aaaa')).toBe(false)
    expect(test('is (a+)+$ safe?')).toBe(true)
  })

  it('gives the same answer each time it is asked', () => {
    const test = toTextTest(/timed? out/i)
    expect([test('Timed out'), test('Timed out'), test('time out')]).toEqual([true, true, true])
  })

  it.each([
    /plain words/,
    /^Connection terminated( unexpectedly)?$/,
    /^read ECONNRESET$/,
    /fetch failed|socket hang up/,
    /status code \d{3}/,
    /after \d{1,6} ms/,
    /^connect .* refused$/,
    /^[a-z]+ failed/i,
    /time-?out/,
    /a{3}/,
    /[[\]()+*]{1,5}/,
    /\(a\+\)\+/,
    /literal \{1,2000\}/,
    /(?:one|two|three) tries/,
    /(?<verb>read|write) failed/,
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    /id [0-9a-f]{64}/,
    /^\p{Lu}\w{1,20}$/u,
    /^job .* [0-9a-f]{8}-[0-9a-f]{4} failed after \d{1,3} tries$/,
    /^.* [0-9a-f]{64}/,
  ])('accepts the harmless %s', (pattern) => {
    expect(() => checkTextPattern(pattern, PLACE)).not.toThrow()
  })

  it.each([
    '(a+)+$',
    '(a*)*',
    '(a|a)*',
    '(a|aa)+$',
    '(.*)*',
    '(.*)+x',
    '([a-z]+)*$',
    '(?:a+){2,}',
    '(?:a|a){20}',
    '(?:a?){20}a{20}',
    '((a?)?)?((a?)?)?((a?)?)?((a?)?)?',
    'a*a*',
    'a*a*a*b',
    '.*.*=.*',
    'a+?b+?c',
    '\\w+\\s*\\w+',
    '\\d+\\.?\\d+',
    '^\\s+|\\s+$',
    '[a-z]*[0-9]*',
    'a{1,}b{1,}',
    'a{0,500}a{0,500}',
    'a{1,50}a{1,50}',
    'a{1,50}b{1,50}c{1,50}',
    'a?a?a?a?a?a?a?',
    'a?'.repeat(30) + 'a'.repeat(30),
    '(a?){1,}',
    '(a|b|c|d|e|f|g|h)',
    '(a)\\1',
    '(a*)b\\1',
    '(?<x>a)\\k<x>',
    '(?=a)b',
    '(?!a)b',
    '(?<=a)b',
    '(?<!a)b',
    '(?=(a+))',
    '(?<averyveryveryverylongnameofagroupthatisneverused>a+)+',
    '(?:(?:a))+',
    '(?i:a+)+',
    '[a]+[b]+',
    '[\\]]+[\\[]+',
    '(?:a|a){0,9999999999}$',
    'a{0,9999999999}a{0,9999999999}b',
    '(a+){0000000001,}$',
    'a*a{500}b',
    'a*a{1,60}a{400}b',
    `[${'ab'.repeat(150)}]+[c]+`,
    `[${'ab'.repeat(150)}[]+[c]+`,
  ])('refuses %s', (source) => {
    expect(() => checkTextPattern(toRegExp(source), PLACE)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'backtracking-pattern' }),
    )
  })

  it.each(['/a/g', '/a/y', '/a/gi'])('refuses the stateful flag of %s', (pattern) => {
    const [, source = '', flags] = pattern.split('/')
    expect(() => checkTextPattern(new RegExp(source, flags), PLACE)).toThrow(
      expect.objectContaining({ code: 'invalid-rule' }),
    )
  })

  it.each([undefined, null, 5, {}, [], { source: 'a', test: () => true }])('refuses %o', (pattern) => {
    expect(() => checkTextPattern(pattern as TextPattern, PLACE)).toThrow(
      expect.objectContaining({ code: 'invalid-rule' }),
    )
  })

  it('explains an empty text', () => {
    expect(() => checkTextPattern('', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: an empty text occurs in every message. Write the words that must occur. (invalid-rule)]`,
    )
  })

  it('explains a flag', () => {
    expect(() => checkTextPattern(/a/g, PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /a/g has the flag g or y, so it remembers where it stopped. Drop the flag. (invalid-rule)]`,
    )
  })

  it('explains what is neither text nor expression', () => {
    expect(() => checkTextPattern(5 as unknown as TextPattern, PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: a text pattern is a string or a regular expression. (invalid-rule)]`,
    )
  })

  it('explains a repeated group', () => {
    expect(() => checkTextPattern(toRegExp('(a+)+$'), PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /(a+)+$/ has a repeated group, which can take very long on a hostile message. Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+. (backtracking-pattern)]`,
    )
  })

  it('explains too many optional parts', () => {
    expect(() => checkTextPattern(toRegExp('a?a?a?a?a?a?a?'), PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /a?a?a?a?a?a?a?/ has too many optional parts, which can take very long on a hostile message. Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+. (backtracking-pattern)]`,
    )
  })

  it('explains two unbounded quantifiers', () => {
    expect(() => checkTextPattern(toRegExp('a*a*'), PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /a*a*/ has more than one unbounded quantifier, which can take very long on a hostile message. Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+. (backtracking-pattern)]`,
    )
  })

  it('explains a look-around', () => {
    expect(() => checkTextPattern(toRegExp('(?=a)b'), PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /(?=a)b/ has a look-around, which can take very long on a hostile message. Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+. (backtracking-pattern)]`,
    )
  })

  it('explains a back-reference', () => {
    expect(() => checkTextPattern(toRegExp('(a)\\1'), PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match.message: /(a)\\1/ has a back-reference, which can take very long on a hostile message. Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+. (backtracking-pattern)]`,
    )
  })
})

/** From a text, so that the linter does not read the hostile patterns as our own. */
function toRegExp(source: string): RegExp {
  return new RegExp(source)
}
