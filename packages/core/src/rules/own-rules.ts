import { at, type ConfigPlace } from '../options/config-error.js'
import { errorMatcher } from './error-matcher.js'
import type { ErrorPattern, NoiseOptions, TransientOptions } from '../options/noise-options.js'
import type { PlacedRule } from './rule.js'
import type { Verdict } from './verdict.js'

/** The lists in which an application names its errors, in the order in which they are asked. */
export const ERROR_LISTS = ['bug', 'controlFlow', 'expected', 'transient'] as const

/** What {@link toOwnRules} reads. */
export type OwnRuleOptions = Pick<NoiseOptions, 'rules' | (typeof ERROR_LISTS)[number]>

/**
 * The rules an application's options stand for, in the order in which they are asked: its own rules, then its lists.
 * @throws {ConfigError} `malformed-identity`, `not-an-error-class`
 */
export function toOwnRules(options: OwnRuleOptions, place: ConfigPlace): readonly PlacedRule[] {
  const written = options.rules ?? []
  return [
    ...written.map((rule, index) => ({ rule, place: at(place, `.rules[${index}]`) })),
    ...ERROR_LISTS.flatMap((name) => {
      const verdict = name === 'controlFlow' ? 'control-flow' : name
      return toRules(verdict, options[name] ?? [], at(place, `.${name}`))
    }),
  ]
}

function toRules(
  verdict: Verdict,
  entries: readonly (ErrorPattern | TransientOptions)[],
  place: ConfigPlace,
): readonly PlacedRule[] {
  return entries.map((entry, index) => {
    const here = at(place, `[${index}]`)
    const { error, budget, reason } = toEntry(entry)
    const name = typeof error === 'function' ? error.name : error
    const rule = {
      id: `options/${verdict}/${name}`,
      when: errorMatcher(error, here),
      verdict,
      reason: reason ?? `The application's own configuration lists ${name} as ${verdict}.`,
      ...(budget && { budget }),
    }
    return { rule, place: here }
  })
}

function toEntry(entry: ErrorPattern | TransientOptions): TransientOptions {
  return typeof entry === 'object' && entry !== null ? entry : { error: entry }
}
