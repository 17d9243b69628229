import { at, ConfigError, type ConfigPlace } from './config-error.js'
import { nearest } from './nearest.js'
import type { OptionKind } from './noise-options.js'

/**
 * Refuses options nobody reads and values of the wrong kind.
 * @throws {ConfigError} `unknown-option`, `invalid-option`
 */
export function validateOptions(
  options: object,
  kinds: Readonly<Record<string, OptionKind>>,
  place: ConfigPlace,
): void {
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds[name]
    if (kind === undefined) throw unknownOption(name, Object.keys(kinds), place)
    if (value !== undefined && !isOfKind(value, kind)) {
      throw new ConfigError(
        'invalid-option',
        at(place, `.${name}`),
        `this must be ${KIND_NAMES[kind]}, not ${show(value)}.`,
      )
    }
  }
}

function unknownOption(name: string, known: readonly string[], place: ConfigPlace): ConfigError {
  const near = nearest(name, known)
  const instead = near === undefined ? `The options are ${known.join(', ')}.` : `Did you mean "${near}"?`
  return new ConfigError('unknown-option', at(place, `.${name}`), `nothing reads this option. ${instead}`)
}

const KIND_NAMES: Readonly<Record<OptionKind, string>> = {
  list: 'a list',
  object: 'an object',
  string: 'a text',
  function: 'a function',
  duration: 'a length of time such as "5m"',
  pattern: 'an identity such as "openai:RateLimitError" or a class of errors',
}

function isOfKind(value: unknown, kind: OptionKind): boolean {
  if (kind === 'pattern') return typeof value === 'string' || typeof value === 'function'
  if (kind === 'list') return Array.isArray(value)
  if (kind === 'duration') return typeof value === 'string' || typeof value === 'number'
  if (kind === 'object') return (typeof value === 'object' || typeof value === 'function') && value !== null
  return typeof value === kind && value !== ''
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : value === null ? 'null' : `a ${typeof value}`
}
