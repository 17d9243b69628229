import type { ConfigPlace } from '../options/config-error.js'
import { createMatcher, type Matcher } from './matcher.js'
import { normalizeTextPattern, TEXT_LIMIT } from './text-pattern.js'

/** What a field may say: exactly this, or a text that the expression fits. */
export type FieldValue = string | number | boolean | RegExp

/**
 * An error whose field says one of these, or says anything where none is given.
 * @throws {ConfigError} `invalid-rule`, `backtracking-pattern` for an expression that may not be used
 */
export function fieldMatcher(name: string, values: readonly FieldValue[], place: ConfigPlace): Matcher {
  const tests = values.map((value) => toTest(value, place))
  const text = [JSON.stringify(name), ...values.map(write)].join(', ')
  return createMatcher(`field(${text})`, (_, error) => {
    const found = error?.field(name)
    return found !== undefined && (tests.length === 0 || tests.some((test) => test(found)))
  })
}

type Test = (found: string | number | boolean) => boolean

function toTest(value: FieldValue, place: ConfigPlace): Test {
  if (!(value instanceof RegExp)) return (found) => found === value
  const test = normalizeTextPattern(value, place)
  return (found) => typeof found === 'string' && test(found.slice(0, TEXT_LIMIT))
}

function write(value: FieldValue): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value)
}
