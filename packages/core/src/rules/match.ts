import { at, ConfigError, CORE } from '../options/config-error.js'
import type { ErrorClass } from '../facts/error-facts.js'
import { ORIGINS, type Origin, PHASES, type Phase } from '../facts/facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import { nearest } from '../options/nearest.js'
import { normalizeIdentity } from '../options/normalize-identity.js'
import { checkErrorPattern } from './check-error-pattern.js'
import { checkTextPattern } from './check-text-pattern.js'
import { errorMatcher, identityMatcher } from './error-matcher.js'
import type { Matcher } from './matcher.js'
import {
  allMatcher,
  anyMatcher,
  conditionMatcher,
  fieldMatcher,
  type FieldValue,
  inRequestMatcher,
  levelMatcher,
  loggerMatcher,
  madeInMatcher,
  mechanismMatcher,
  messageMatcher,
  notMatcher,
  originMatcher,
  phaseMatcher,
  requestUrlMatcher,
  statusMatcher,
  withoutErrorMatcher,
} from './matchers.js'
import type { TextPattern } from './text-pattern.js'

/**
 * The questions a rule can ask. Each checks its arguments when it is made and throws a {@link ConfigError}.
 *
 * @example
 * match.all(match.error('pg:Error'), match.message('after calling end on the pool'), match.phase('shutdown'))
 */
export const match = {
  error,
  status,
  message,
  field,
  madeIn,
  logger,
  mechanism: mechanismMatcher,
  origin,
  level,
  phase,
  condition: conditionMatcher,
  inRequest: inRequestMatcher,
  requestUrl,
  withoutError: withoutErrorMatcher,
  all: allMatcher,
  any: anyMatcher,
  not: notMatcher,
}

const HERE = at(CORE, 'match')

/** An error of this identity, or an instance of this class. */
function error(pattern: IdentityPattern | ErrorClass): Matcher {
  if (typeof pattern !== 'function') return identityMatcher(pattern, normalizeIdentity(pattern, HERE))
  checkErrorPattern(pattern, HERE)
  return errorMatcher(pattern)
}

/** An HTTP status, or any in a range: `match.status(429)`, `match.status(500, 599)`. */
function status(from: number, to: number = from): Matcher {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from > to) {
    throw invalid(
      `status(${from}, ${to}) is no status or range. Write match.status(429) or match.status(500, 599).`,
    )
  }
  return statusMatcher(from, to)
}

/** The error's message, or the text of a message or log line without an error. */
function message(pattern: TextPattern): Matcher {
  checkTextPattern(pattern, HERE)
  return messageMatcher(pattern)
}

/**
 * What the library says on the error itself: `match.field('isRetryable', true)`. A dot leads further in:
 * `match.field('extensions.code', 'FORBIDDEN')`. An expression is asked of texts: `match.field('digest', /^NEXT_/)`.
 * Without values it only asks whether something is there; an object reads as true.
 */
function field(name: string, ...values: readonly FieldValue[]): Matcher {
  for (const value of values) if (value instanceof RegExp) checkTextPattern(value, HERE)
  return fieldMatcher(name, ...values)
}

/** Where the error was made, in the lines of its top frames: `match.madeIn('node:_http_server')`. */
function madeIn(pattern: TextPattern): Matcher {
  checkTextPattern(pattern, HERE)
  return madeInMatcher(pattern)
}

/** A logger of this name and all below it: `core` covers `core.llm`. */
function logger(name: string): Matcher {
  if (typeof name !== 'string' || name === '') {
    throw invalid('a logger is matched by its name, such as "core.llm".')
  }
  return loggerMatcher(name)
}

/** Where the capture happened, in one of these places. */
function origin(...origins: readonly Origin[]): Matcher {
  checkWords('origin', origins, ORIGINS)
  return originMatcher(...origins)
}

/** One of the SDK's levels. */
function level(...levels: readonly string[]): Matcher {
  checkWords('level', levels, LEVELS)
  return levelMatcher(...levels)
}

/** Where the process stands in its life. */
function phase(...phases: readonly Phase[]): Matcher {
  checkWords('phase', phases, PHASES)
  return phaseMatcher(...phases)
}

/** A part of the request's URL. */
function requestUrl(pattern: TextPattern): Matcher {
  checkTextPattern(pattern, HERE)
  return requestUrlMatcher(pattern)
}

/** The SDK's severity levels. */
const LEVELS = ['fatal', 'error', 'warning', 'log', 'info', 'debug'] as const

function checkWords(question: string, words: readonly string[], known: readonly string[]): void {
  for (const word of words) {
    if (known.includes(word)) continue
    const near = nearest(String(word), known)
    const instead = near ? `Did you mean "${near}"?` : `There is ${known.join(', ')}.`
    throw invalid(`${question}(${String(word)}) could never match. ${instead}`)
  }
}

function invalid(text: string): ConfigError {
  return new ConfigError('invalid-rule', HERE, text)
}
