import { ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { TextPattern } from './text-pattern.js'

/**
 * @throws {ConfigError} `invalid-rule` for an empty text or a stateful flag, `backtracking-pattern` for a regular
 * expression whose matching time is not evidently bounded
 */
export function checkTextPattern(pattern: TextPattern, place: ConfigPlace): void {
  if (typeof pattern === 'string') {
    if (pattern !== '') return
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
  if (fault === undefined) return
  throw new ConfigError(
    'backtracking-pattern',
    place,
    `${pattern} has ${fault}, which can take very long on a hostile message. ` +
      'Use at most one unbounded quantifier, none on a group, and bound the others: \\d{1,6} instead of \\d+.',
  )
}

/**
 * A deliberately narrow test: it refuses some harmless expressions, but accepts none that does more than
 * quadratic work, times {@link REPEAT_LIMIT}, on a text that is cut at TEXT_LIMIT.
 */
function findBacktracking(source: string): string | undefined {
  // Most patterns have a single way through them, and the catalogue has hundreds.
  if (!/[*+?{|]|\\[1-9k]/.test(source)) return undefined
  let unbounded = 0
  let choices = 1
  let repeats = 1
  for (const [token] of source.matchAll(TOKENS)) {
    if (/^\\[1-9k]/.test(token)) return 'a back-reference'
    if (/^\(\?<?[=!]/.test(token)) return 'a look-around'
    if (/^\)[*+{]/.test(token)) return 'a repeated group'
    if (token === '|') choices *= 2
    if (/^\)?(?:[*+?]|\{\d)/.test(token)) {
      const { ways, most } = readBounds(token)
      if (ways > 100) unbounded += 1
      else {
        choices *= ways
        repeats += most
      }
    }
    if (unbounded > 1) return 'more than one unbounded quantifier'
    if (choices > CHOICE_LIMIT) return 'too many optional parts'
    if (unbounded === 1 && choices * repeats > REPEAT_LIMIT) return 'long repetitions beside an unbounded one'
  }
  return undefined
}

/** How many ways through its optional and bounded parts a pattern may have. */
const CHOICE_LIMIT = 64
/** How many characters bounded repetitions may read at each end of the unbounded one, all ways taken together. */
const REPEAT_LIMIT = 256

const TOKENS =
  /\\.|\[(?:\\.|[^\]\\]){0,200}\]|\(\?<?[=!]|\((?:\?:|\?<\w{1,40}>)?|\)?(?:[*+?]|\{\d+(?:,\d*)?\})\??|[^\\]/g

/** How many different counts a quantifier admits, and the highest of them. */
function readBounds(quantifier: string): { ways: number; most: number } {
  if (/^\)?\?/.test(quantifier)) return { ways: 2, most: 1 }
  const [least = '', limit = least] = quantifier.replace(/[^\d,]/g, '').split(',')
  if (limit === '') return UNBOUNDED
  return { ways: Number(limit) - Number(least) + 1, most: Number(limit) }
}

const UNBOUNDED = { ways: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY }
