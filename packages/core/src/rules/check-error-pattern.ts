import { ConfigError, type ConfigPlace } from '../options/config-error.js'
import type { ErrorClass } from '../facts/error-facts.js'
import type { IdentityPattern } from '../facts/identity.js'
import { normalizeIdentity } from '../options/normalize-identity.js'

/**
 * @throws {ConfigError} `malformed-identity`, `not-an-error-class`, with what to write instead
 */
export function checkErrorPattern(pattern: IdentityPattern | ErrorClass, place: ConfigPlace): void {
  if (typeof pattern !== 'function') return void normalizeIdentity(pattern, place)
  if (pattern === Error) {
    throw new ConfigError(
      'malformed-identity',
      place,
      'Error would match every error. Give a class of your own, or an identity such as "pg:Error".',
    )
  }
  if (!(pattern.prototype instanceof Error)) {
    throw new ConfigError(
      'not-an-error-class',
      place,
      `${pattern.name || 'this function'} does not extend Error, so nothing thrown could be recognised by it. ` +
        'Give a class of errors, or an identity such as "app:QuotaReached".',
    )
  }
}
