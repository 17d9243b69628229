import { at, type ConfigPlace } from '../options/config-error.js'
import { errorMatcher } from './error-matcher.js'
import type { Wrapper } from './library.js'
import type { NoiseOptions } from '../options/noise-options.js'

/**
 * The application's own errors that are as good as what they carry.
 * @throws {ConfigError} `malformed-identity`, `not-an-error-class`
 */
export function toOwnWrappers({ wrappers = [] }: NoiseOptions, place: ConfigPlace): readonly Wrapper[] {
  return wrappers.map((entry, index) => {
    const { error, through = ['cause', 'errors'] } = typeof entry === 'object' ? entry : { error: entry }
    return { when: errorMatcher(error, at(place, `.wrappers[${index}]`)), through }
  })
}
