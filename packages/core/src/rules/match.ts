import { at, ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { ErrorClass } from '../facts/error-facts.js'
import { ORIGINS, type Origin, PHASES, type Phase } from '../facts/facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import { nearest } from '../options/nearest.js'
import { errorMatcher } from './error-matcher.js'
import { fieldMatcher, type FieldValue } from './field-matcher.js'
import { coversLogger } from './logger-name.js'
import { createMatcher, type Matcher } from './matcher.js'
import { normalizeTextPattern, TEXT_LIMIT, type TextPattern } from './text-pattern.js'

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
  mechanism,
  origin,
  level,
  phase,
  condition,
  inRequest,
  requestUrl,
  withoutError,
  all,
  any,
  not,
}

/** An error of this identity, or an instance of this class. */
function error(pattern: IdentityPattern | ErrorClass): Matcher {
  return errorMatcher(pattern, HERE)
}

/** An HTTP status, or any in a range: `match.status(429)`, `match.status(500, 599)`. */
function status(from: number, to: number = from): Matcher {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from > to) {
    throw invalid(
      `status(${from}, ${to}) is no status or range. Write match.status(429) or match.status(500, 599).`,
    )
  }
  return createMatcher(`status(${from === to ? from : `${from}, ${to}`})`, (_, error) => {
    const status = error?.status
    return status !== undefined && status >= from && status <= to
  })
}

/** The error's message, or the text of a message or log line without an error. */
function message(pattern: TextPattern): Matcher {
  const test = normalizeTextPattern(pattern, HERE)
  const text = typeof pattern === 'string' ? `'${pattern}'` : String(pattern)
  return createMatcher(`message(${text})`, (facts, error) => test(error ? error.message : facts.message))
}

/**
 * What the library says on the error itself: `match.field('isRetryable', true)`. A dot leads further in:
 * `match.field('extensions.code', 'FORBIDDEN')`. An expression is asked of texts: `match.field('digest', /^NEXT_/)`.
 */
function field(name: string, ...values: readonly FieldValue[]): Matcher {
  return fieldMatcher(name, values, HERE)
}

/** Where the error was made, in the lines of its top frames: `match.madeIn('node:_http_server')`. */
function madeIn(pattern: TextPattern): Matcher {
  const test = normalizeTextPattern(pattern, HERE)
  const text = typeof pattern === 'string' ? `'${pattern}'` : String(pattern)
  return createMatcher(`madeIn(${text})`, (_, error) => test((error?.throwSite ?? '').slice(0, TEXT_LIMIT)))
}

/** A logger of this name and all below it: `core` covers `core.llm`. */
function logger(name: string): Matcher {
  if (typeof name !== 'string' || name === '') {
    throw invalid('a logger is matched by its name, such as "core.llm".')
  }
  return createMatcher(
    `logger('${name}')`,
    (facts) => facts.logger !== undefined && coversLogger(name, facts.logger),
    [{ kind: 'logger', name }],
  )
}

/** What captured the event, in the SDK's words: `auto.ai.openai`. */
function mechanism(...types: readonly string[]): Matcher {
  return createMatcher(
    `mechanism(${list(types.map((type) => `'${type}'`))})`,
    (facts) => facts.mechanism !== undefined && types.includes(facts.mechanism),
    types.map((type) => ({ kind: 'mechanism', type })),
  )
}

function origin(...origins: readonly Origin[]): Matcher {
  checkWords('origin', origins, ORIGINS)
  return createMatcher(`origin(${list(origins)})`, (facts) => origins.includes(facts.origin))
}

function level(...levels: readonly string[]): Matcher {
  checkWords('level', levels, LEVELS)
  return createMatcher(
    `level(${list(levels)})`,
    (facts) => facts.level !== undefined && levels.includes(facts.level),
  )
}

function phase(...phases: readonly Phase[]): Matcher {
  checkWords('phase', phases, PHASES)
  return createMatcher(`phase(${list(phases)})`, (facts) => phases.includes(facts.phase))
}

/** What else the preset knows of the moment of the capture, such as `offline`. */
function condition(name: string): Matcher {
  return createMatcher(`condition('${name}')`, (facts) => facts.conditions.includes(name))
}

/** Captured while a request was served, so that somebody waits for an answer. */
function inRequest(): Matcher {
  return createMatcher('inRequest()', (facts) => facts.request !== undefined)
}

/** A part of the request's URL. */
function requestUrl(pattern: TextPattern): Matcher {
  const test = normalizeTextPattern(pattern, HERE)
  return createMatcher(`requestUrl(${String(pattern)})`, (facts) => test(facts.request?.url ?? ''))
}

/** A message or log line that neither carries an error nor tells of one. */
function withoutError(): Matcher {
  return createMatcher('withoutError()', (facts) => facts.error === undefined && !facts.hidesError)
}

function all(...parts: readonly Matcher[]): Matcher {
  const anchored = parts.filter((part) => part.anchors !== undefined)
  return createMatcher(
    `all(${list(parts.map((part) => part.text))})`,
    (facts, error) => {
      for (const part of parts) if (!part(facts, error)) return false
      return true
    },
    // Any one part's anchors are necessary; a package with a class or a code narrows more than a bare one.
    anchored.sort((a, b) => breadth(a) - breadth(b))[0]?.anchors,
  )
}

function any(...parts: readonly Matcher[]): Matcher {
  const isAnchored = parts.every((part) => part.anchors !== undefined)
  return createMatcher(
    `any(${list(parts.map((part) => part.text))})`,
    (facts, error) => {
      for (const part of parts) if (part(facts, error)) return true
      return false
    },
    isAnchored ? parts.flatMap((part) => part.anchors ?? []) : undefined,
  )
}

function not(part: Matcher): Matcher {
  return createMatcher(`not(${part.text})`, (facts, error) => !part(facts, error))
}

function breadth(matcher: Matcher): number {
  return Math.max(0, ...(matcher.anchors ?? []).map(anchorBreadth))
}

function anchorBreadth(anchor: NonNullable<Matcher['anchors']>[number]): number {
  if (anchor.kind !== 'identity') return 2
  const { package: packageName, class: className, code } = anchor.identity
  if (code !== undefined) return packageName === undefined ? 1 : 0
  return className === undefined ? 3 : packageName === undefined ? 2 : 1
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

function list(items: readonly string[]): string {
  return items.join(', ')
}

const HERE: ConfigPlace = at({ package: 'core', path: 'match' }, '')
