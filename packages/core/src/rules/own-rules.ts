import { at, ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { Wrapper } from './library.js'
import { errorMatcher } from './error-matcher.js'
import { match } from './match.js'
import type {
  ErrorPattern,
  NoiseOptions,
  OptionKind,
  TransientOptions,
  WrapperOptions,
} from '../options/noise-options.js'
import type { PlacedRule } from './rule.js'
import { validateOptions } from '../options/validate-options.js'
import type { Verdict } from './verdict.js'

/**
 * The rules an application's options stand for, in the order in which they are asked: its own rules, then its lists.
 * @throws {ConfigError} for an entry that cannot be read
 */
export function toOwnRules(options: NoiseOptions, place: ConfigPlace): readonly PlacedRule[] {
  const written = options.rules ?? []
  return [
    ...written.map((rule, index) => ({ rule, place: at(place, `.rules[${index}]`) })),
    ...toRules('bug', options.bug, at(place, '.bug')),
    ...toRules('control-flow', options.controlFlow, at(place, '.controlFlow')),
    ...toRules('expected', options.expected, at(place, '.expected')),
    ...toRules('transient', options.transient, at(place, '.transient')),
    ...toLoggerRules(options.operationalLoggers ?? [], at(place, '.operationalLoggers')),
  ]
}

/** @throws {ConfigError} for an entry that names no error */
export function toOwnWrappers(options: NoiseOptions, place: ConfigPlace): readonly Wrapper[] {
  return (options.wrappers ?? []).map((entry, index) => {
    const here = at(place, `.wrappers[${index}]`)
    const { error, through = ['cause', 'errors'] } = readEntry<WrapperOptions>(entry, WRAPPER_KINDS, here)
    return { when: errorMatcher(error, here), through }
  })
}

function toRules(
  verdict: Verdict,
  entries: readonly (ErrorPattern | TransientOptions)[] = [],
  place: ConfigPlace,
): readonly PlacedRule[] {
  return entries.map((entry, index) => {
    const here = at(place, `[${index}]`)
    const { error, budget, reason } = readEntry<TransientOptions>(entry, TRANSIENT_KINDS, here)
    const when = errorMatcher(error, here)
    const name = typeof error === 'function' ? error.name : error
    const rule = {
      id: `options/${verdict}/${name}`,
      when,
      verdict,
      reason: reason ?? `The application's own configuration lists ${name} as ${verdict}.`,
      ...(budget && { budget }),
    }
    return { rule, place: here }
  })
}

function toLoggerRules(loggers: readonly string[], place: ConfigPlace): readonly PlacedRule[] {
  return loggers.map((logger, index) => {
    const here = at(place, `[${index}]`)
    if (typeof logger !== 'string' || logger === '') {
      throw new ConfigError('invalid-option', here, 'a logger is named by a text such as "core.llm".')
    }
    const rule = {
      id: `options/operational-logger/${logger}`,
      when: match.all(match.logger(logger), match.withoutError(), match.not(match.level('fatal'))),
      verdict: 'expected' as const,
      reason: `The application's own configuration lists the logger ${logger} as operational; the line tells of no error and is not fatal.`,
    }
    return { rule, place: here }
  })
}

const TRANSIENT_KINDS: Readonly<Record<keyof TransientOptions, OptionKind>> = {
  error: 'pattern',
  budget: 'object',
  reason: 'string',
}

const WRAPPER_KINDS: Readonly<Record<keyof WrapperOptions, OptionKind>> = {
  error: 'pattern',
  through: 'list',
}

function readEntry<T extends TransientOptions | WrapperOptions>(
  entry: ErrorPattern | T,
  kinds: Readonly<Record<keyof T & string, OptionKind>>,
  place: ConfigPlace,
): T {
  // Beside the error every field of an entry is optional.
  if (typeof entry !== 'object' || entry === null) return { error: entry } as T
  validateOptions(entry, kinds, place)
  return entry
}
