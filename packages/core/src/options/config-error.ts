/** The codes of the errors a bad configuration can raise. Each has a page of its name in `docs/errors/`. */
export const CONFIG_ERROR_CODES = [
  'unknown-option',
  'invalid-option',
  'malformed-identity',
  'not-an-error-class',
  'duplicate-rule',
  'invalid-rule',
  'unknown-rule',
  'unanchored-rule',
  'backtracking-pattern',
  'invalid-duration',
  'invalid-budget',
  'unknown-integration',
] as const

export type ConfigErrorCode = (typeof CONFIG_ERROR_CODES)[number]

/** Which package speaks and where in its options: `{ package: 'node', path: 'transient[2]' }`. */
export interface ConfigPlace {
  readonly package: string
  readonly path: string
}

export const CORE: ConfigPlace = { package: 'core', path: '' }

/**
 * Raised at construction, never later: where it is, what is wrong, why that matters and what to write instead.
 */
export class ConfigError extends Error {
  readonly code: ConfigErrorCode

  constructor(code: ConfigErrorCode, place: ConfigPlace, text: string) {
    const where = place.path === '' ? '' : `${place.path.replace(/^[. ]/, '')}: `
    super(`[@sentry-presets/${place.package}] ${where}${text} (${code})`)
    this.name = 'ConfigError'
    this.code = code
  }
}

/** The same place, one step further in: `at(place, '[2]')`. */
export function at(place: ConfigPlace, step: string): ConfigPlace {
  return { ...place, path: place.path + step }
}
