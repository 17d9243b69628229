import { type Budget, normalizeBudget } from './budget.js'
import { at, ConfigError, type ConfigPlace } from './config-error.js'
import type { Library, Wrapper } from './library.js'
import { errorMatcher, match } from './match.js'
import { nearest } from './nearest.js'
import type { ErrorPattern, NoiseOptions, TransientOptions, WrapperOptions } from './noise-options.js'
import { type Rule, validateRules } from './rule.js'
import type { Verdict } from './verdict.js'

/** Everything a filter judges with, in the order in which it is asked. */
export interface RuleBook {
  readonly rules: readonly Rule[]
  readonly wrappers: readonly Wrapper[]
  /** The budget of each rule that has one, by its id. */
  readonly budgets: ReadonlyMap<string, Budget>
}

/**
 * Puts vetoes before the user's rules, those before the libraries', and takes out what the user switched off.
 * @throws {ConfigError} whatever is wrong with any of them
 */
export function assembleRules(
  libraries: readonly Library[],
  options: NoiseOptions,
  place: ConfigPlace,
): RuleBook {
  const known = libraries.flatMap((library) => library.rules ?? [])
  checkDisabled(options.disableRules ?? [], known, at(place, '.disableRules'))
  validateRules(options.rules ?? [], at(place, '.rules'))
  const own = [...(options.rules ?? []), ...toOwnRules(options, place)]
  checkReachable(own, libraries, place)
  const all = [...own, ...known.filter((rule) => !options.disableRules?.includes(rule.id))]
  validateRules(all, at(place, ' all rules'))
  return {
    rules: [...all.filter((rule) => rule.veto === true), ...all.filter((rule) => rule.veto !== true)],
    wrappers: [...toOwnWrappers(options, place), ...libraries.flatMap((library) => library.wrappers ?? [])],
    budgets: readBudgets(all, place),
  }
}

function toOwnRules(options: NoiseOptions, place: ConfigPlace): readonly Rule[] {
  return [
    ...toRules('bug', options.bug, at(place, '.bug')),
    ...toRules('control-flow', options.controlFlow, at(place, '.controlFlow')),
    ...toRules('expected', options.expected, at(place, '.expected')),
    ...toRules('transient', options.transient, at(place, '.transient')),
    ...toLoggerRules(options.operationalLoggers ?? [], at(place, '.operationalLoggers')),
  ]
}

function toRules(
  verdict: Verdict,
  entries: readonly (ErrorPattern | TransientOptions)[] = [],
  place: ConfigPlace,
): readonly Rule[] {
  return entries.map((entry, index) => {
    const here = at(place, `[${index}]`)
    const { error, budget, reason } = isDetailed(entry) ? entry : { error: entry }
    const name = typeof error === 'function' ? error.name : error
    return {
      id: `options/${verdict}/${name}`,
      when: errorMatcher(error, here),
      verdict,
      reason: reason ?? `The application's own configuration lists ${String(name)} as ${verdict}.`,
      ...(budget && { budget }),
    }
  })
}

function toLoggerRules(loggers: readonly string[], place: ConfigPlace): readonly Rule[] {
  if (loggers.length === 0) return []
  loggers.forEach((logger, index) => {
    if (typeof logger === 'string' && logger !== '') return
    throw new ConfigError(
      'invalid-option',
      at(place, `[${index}]`),
      'a logger is named by a text such as "core.llm".',
    )
  })
  return loggers.map((logger) => ({
    id: `options/operational-logger/${logger}`,
    when: match.all(match.logger(logger), match.withoutError()),
    verdict: 'expected',
    reason: `The application's own configuration lists the logger ${logger} as operational, and the line carries no error.`,
  }))
}

function toOwnWrappers(options: NoiseOptions, place: ConfigPlace): readonly Wrapper[] {
  return (options.wrappers ?? []).map((entry, index) => {
    const { error, through = ['cause', 'errors'] } = isDetailed(entry) ? entry : { error: entry }
    return { when: errorMatcher(error, at(place, `.wrappers[${index}]`)), through }
  })
}

function isDetailed<T extends TransientOptions | WrapperOptions>(entry: ErrorPattern | T): entry is T {
  return typeof entry === 'object' && entry !== null
}

function checkDisabled(ids: readonly string[], rules: readonly Rule[], place: ConfigPlace): void {
  const known = rules.map((rule) => rule.id)
  ids.forEach((id, index) => {
    if (known.includes(id)) return
    const near = nearest(String(id), known)
    throw new ConfigError(
      'unknown-rule',
      at(place, `[${index}]`),
      `no rule has the id "${id}", so nothing would be switched off. ${near ? `Did you mean "${near}"?` : 'The catalogue lists them all.'}`,
    )
  })
}

/** A rule of the user's that can never match is a mistake, and one that would cost them silently. */
function checkReachable(rules: readonly Rule[], libraries: readonly Library[], place: ConfigPlace): void {
  const asked = new Map<string, string>()
  for (const { id, when } of rules) {
    const earlier = asked.get(when.text)
    if (earlier !== undefined) {
      throw new ConfigError(
        'invalid-rule',
        place,
        `"${id}" can never match, because "${earlier}" asks the same before it. Keep one.`,
      )
    }
    asked.set(when.text, id)
    for (const anchor of when.anchors ?? []) {
      if (anchor.kind !== 'identity' || anchor.identity.package === undefined) continue
      const { package: packageName } = anchor.identity
      const owner = libraries.find(
        (library) => library.packages?.includes(packageName) && library.name !== packageName,
      )
      if (!owner) continue
      throw new ConfigError(
        'invalid-rule',
        place,
        `"${id}" can never match, because errors of ${packageName} go under "${owner.name}". Write "${owner.name}:…".`,
      )
    }
  }
}

function readBudgets(rules: readonly Rule[], place: ConfigPlace): ReadonlyMap<string, Budget> {
  const budgets = new Map<string, Budget>()
  for (const rule of rules) {
    if (rule.budget) budgets.set(rule.id, normalizeBudget(rule.budget, at(place, ` "${rule.id}".budget`)))
  }
  return budgets
}
