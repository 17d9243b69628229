import { at, ConfigError, type ConfigPlace } from './config-error.js'
import { checkErrorPattern } from '../rules/check-error-pattern.js'
import { ERROR_LISTS } from '../rules/own-rules.js'
import type { NoiseOptions, OptionKind, TransientOptions, WrapperOptions } from './noise-options.js'
import { validateOptions } from './validate-options.js'

/**
 * Explains what is wrong with the entries of an application's lists, before rules are made of them.
 * @throws {ConfigError} for an entry that cannot be read
 */
export function checkEntries(options: NoiseOptions, place: ConfigPlace): void {
  for (const name of ERROR_LISTS) checkList(options[name], TRANSIENT_KINDS, at(place, `.${name}`))
  checkList(options.wrappers, WRAPPER_KINDS, at(place, '.wrappers'))
  options.operationalLoggers?.forEach((logger, index) => {
    if (typeof logger === 'string' && logger !== '') return
    const here = at(place, `.operationalLoggers[${index}]`)
    throw new ConfigError('invalid-option', here, 'a logger is named by a text such as "core.llm".')
  })
}

function checkList(
  entries: NoiseOptions['transient'] | NoiseOptions['wrappers'],
  kinds: Readonly<Record<string, OptionKind>>,
  place: ConfigPlace,
): void {
  entries?.forEach((entry, index) => {
    const here = at(place, `[${index}]`)
    if (typeof entry !== 'object' || entry === null) return checkErrorPattern(entry, here)
    validateOptions(entry, kinds, here)
    checkErrorPattern(entry.error, here)
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
