import { type ConfigPlace, CORE } from '../options/config-error.js'
import type { ErrorClass, ErrorFacts } from '../facts/error-facts.js'
import { type Identity, type IdentityPattern, parseIdentity } from '../facts/identity.js'
import { createMatcher, type Matcher } from './matcher.js'
import { refuse } from '../options/refuse.js'

/**
 * An error of this identity, or an instance of this class.
 *
 * @param place where in somebody's configuration it stands, for a complaint to name
 * @throws {ConfigError} `malformed-identity`, `not-an-error-class`
 */
export function errorMatcher(pattern: IdentityPattern | ErrorClass, place: ConfigPlace = CORE): Matcher {
  if (typeof pattern === 'function') return classMatcher(pattern, place)
  const identity = parseIdentity(pattern)
  if (!identity) throw refuse('malformed-identity', place, pattern)
  return identityMatcher(pattern, identity)
}

/** An error of this identity, which is the pattern in its parts. */
export function identityMatcher(pattern: IdentityPattern, identity: Identity): Matcher {
  return createMatcher(
    ['error', pattern],
    (_, error) => error !== undefined && hasIdentity(error, identity),
    [{ shelf: identity.package, key: identity.code ?? identity.class }],
  )
}

function classMatcher(errorClass: ErrorClass, place: ConfigPlace): Matcher {
  if (!(errorClass.prototype instanceof Error)) throw refuse('not-an-error-class', place, errorClass.name)
  return createMatcher(['error', errorClass], (_, error) => error?.isInstanceOf(errorClass) === true, [
    { shelf: undefined, key: readClassName(errorClass) },
  ])
}

/** Whether the error fits every part of the identity that is not left open. */
function hasIdentity(error: ErrorFacts, identity: Identity): boolean {
  const { package: packageName, class: className, code } = identity
  return (
    (code === undefined || code === error.code) &&
    (className === undefined || error.names.includes(className)) &&
    (packageName === undefined || packageName === error.package)
  )
}

/** Undefined for a class whose instances do not show its name: it has none, or its prototype names another. */
function readClassName(errorClass: ErrorClass): string | undefined {
  return errorClass.prototype.constructor === errorClass ? errorClass.name || undefined : undefined
}
