import type { Origin, Phase } from '../facts/facts.js'
import { coversLogger } from './logger-name.js'
import { createMatcher, LOGGERS, type Matcher, MECHANISMS } from './matcher.js'
import { TEXT_LIMIT, type TextPattern, toTextTest } from './text-pattern.js'

// One function each, so that a bundle holds only those that are used. What people write is checked by `match`.

/** An HTTP status, or any in a range: `(429)`, `(500, 599)`. */
export function statusMatcher(from: number, to: number = from): Matcher {
  return createMatcher(from === to ? ['status', from] : ['status', from, to], (_, error) => {
    const status = error?.status
    return status !== undefined && status >= from && status <= to
  })
}

/** The error's message, or the text of a message or log line without an error. */
export function messageMatcher(pattern: TextPattern): Matcher {
  const test = toTextTest(pattern)
  return createMatcher(['message', pattern], (facts, error) => test(error ? error.message : facts.message))
}

/** What a field may say: exactly this, or a text that the expression fits. */
export type FieldValue = string | number | boolean | RegExp

/** An error whose field says one of these, or says anything where none is given. */
export function fieldMatcher(name: string, ...values: readonly FieldValue[]): Matcher {
  const path = name.split('.')
  return createMatcher(['field', name, ...values], (_, error) => {
    const found = error?.field(path)
    return found !== undefined && (values.length === 0 || values.some((value) => says(found, value)))
  })
}

function says(found: string | number | boolean, value: FieldValue): boolean {
  if (!(value instanceof RegExp)) return found === value
  return typeof found === 'string' && value.test(found.slice(0, TEXT_LIMIT))
}

/** Where the error was made, in the lines of its top frames. */
export function madeInMatcher(pattern: TextPattern): Matcher {
  const test = toTextTest(pattern)
  return createMatcher(['madeIn', pattern], (_, error) => test((error?.throwSite ?? '').slice(0, TEXT_LIMIT)))
}

/** A logger of this name and all below it: `core` covers `core.llm`. */
export function loggerMatcher(name: string): Matcher {
  return createMatcher(
    ['logger', name],
    (facts) => facts.logger !== undefined && coversLogger(name, facts.logger),
    [{ shelf: LOGGERS, key: name }],
  )
}

/** What captured the event, in the SDK's words: `auto.ai.openai`. */
export function mechanismMatcher(...types: readonly string[]): Matcher {
  return createMatcher(
    ['mechanism', ...types],
    (facts) => facts.mechanism !== undefined && types.includes(facts.mechanism),
    types.map((key) => ({ shelf: MECHANISMS, key })),
  )
}

export function originMatcher(...origins: readonly Origin[]): Matcher {
  return createMatcher(['origin', ...origins], (facts) => origins.includes(facts.origin))
}

export function levelMatcher(...levels: readonly string[]): Matcher {
  return createMatcher(
    ['level', ...levels],
    (facts) => facts.level !== undefined && levels.includes(facts.level),
  )
}

export function phaseMatcher(...phases: readonly Phase[]): Matcher {
  return createMatcher(['phase', ...phases], (facts) => phases.includes(facts.phase))
}

/** What else the preset knows of the moment of the capture, such as `offline`. */
export function conditionMatcher(name: string): Matcher {
  return createMatcher(['condition', name], (facts) => facts.conditions.includes(name))
}

/** Captured while a request was served, so that somebody waits for an answer. */
export function inRequestMatcher(): Matcher {
  return createMatcher(['inRequest'], (facts) => facts.request !== undefined)
}

/** A part of the request's URL. */
export function requestUrlMatcher(pattern: TextPattern): Matcher {
  const test = toTextTest(pattern)
  return createMatcher(['requestUrl', pattern], (facts) => test(facts.request?.url ?? ''))
}

/** A message or log line that neither carries an error nor tells of one. */
export function withoutErrorMatcher(): Matcher {
  return createMatcher(['withoutError'], (facts) => facts.error === undefined && !facts.hidesError)
}

export function allMatcher(...parts: readonly Matcher[]): Matcher {
  return createMatcher(
    ['all', ...parts],
    (facts, error) => {
      for (const part of parts) if (!part(facts, error)) return false
      return true
    },
    // Any one part's anchors are necessary, so the first that has some will do.
    parts.find((part) => part.anchors)?.anchors,
  )
}

export function anyMatcher(...parts: readonly Matcher[]): Matcher {
  return createMatcher(
    ['any', ...parts],
    (facts, error) => {
      for (const part of parts) if (part(facts, error)) return true
      return false
    },
    parts.every((part) => part.anchors) ? parts.flatMap((part) => part.anchors ?? []) : undefined,
  )
}

export function notMatcher(part: Matcher): Matcher {
  return createMatcher(['not', part], (facts, error) => !part(facts, error))
}
