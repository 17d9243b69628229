import { ConfigError, type ConfigPlace } from './config-error.js'

/** A text that must occur, or a regular expression that cannot backtrack beyond linear work. */
export type TextPattern = string | RegExp

/** Text beyond this length is not looked at: it bounds the work of any pattern. */
export const TEXT_LIMIT = 1_024

/**
 * Turns a pattern into a test. Strings are looked for as they are, upper and lower case kept apart.
 * @throws {ConfigError} `invalid-rule` for an empty text or a stateful flag, `backtracking-pattern` for a regular
 * expression whose matching time is not evidently bounded
 */
export function normalizeTextPattern(pattern: TextPattern, place: ConfigPlace): (text: string) => boolean {
  if (typeof pattern === 'string') {
    if (pattern !== '') return (text) => text.includes(pattern)
    throw new ConfigError(
      'invalid-rule',
      place,
      'an empty text occurs in every message. Write the words that must occur.',
    )
  }
  if (!(pattern instanceof RegExp)) {
    throw new ConfigError('invalid-rule', place, 'a text pattern is a string or a regular expression.')
  }
  if (pattern.global || pattern.sticky) {
    throw new ConfigError(
      'invalid-rule',
      place,
      `${pattern} has the flag g or y, so it remembers where it stopped. Drop the flag.`,
    )
  }
  const fault = findBacktracking(pattern.source)
  if (fault === undefined) return (text) => pattern.test(text)
  throw new ConfigError(
    'backtracking-pattern',
    place,
    `${pattern} has ${fault}, which can take very long on a hostile message. ` +
      'Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+.',
  )
}

/**
 * A deliberately narrow test: it refuses some harmless expressions, but accepts none that does more than
 * quadratic work, times {@link CHOICE_LIMIT}, on a text of {@link TEXT_LIMIT} characters.
 */
function findBacktracking(source: string): string | undefined {
  let unbounded = 0
  let choices = 1
  for (const [token] of source.matchAll(TOKENS)) {
    if (/^\\[1-9k]/.test(token)) return 'a back-reference'
    if (/^\(\?<?[=!]/.test(token)) return 'a look-around'
    if (/^\)[*+{]/.test(token)) return 'a repeated group'
    if (token === '|') choices *= 2
    if (/^\)?[*+?{]/.test(token)) {
      const most = readBound(token)
      if (most > 100) unbounded += 1
      else choices *= most
    }
    if (unbounded > 1) return 'more than one unbounded quantifier'
    if (choices > CHOICE_LIMIT) return 'too many optional parts'
  }
  return undefined
}

/** How many ways through its optional and bounded parts a pattern may have. */
const CHOICE_LIMIT = 64

const TOKENS =
  /\\.|\[(?:\\.|[^\]\\]){0,200}\]|\(\?<?[=!]|\((?:\?:|\?<\w{1,40}>)?|\)?(?:[*+?]|\{\d{1,9}(?:,\d{0,9})?\})\??|[^\\]/g

function readBound(quantifier: string): number {
  const counts = /\{(\d{1,9})(,)?(\d{0,9})\}/.exec(quantifier)
  if (!counts) return /^\)?\?/.test(quantifier) ? 2 : Number.POSITIVE_INFINITY
  const most = counts[2] === undefined ? counts[1] : counts[3]
  return most === '' ? Number.POSITIVE_INFINITY : Number(most) - Number(counts[1]) + 1
}
