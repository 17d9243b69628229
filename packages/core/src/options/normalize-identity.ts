import { ConfigError, type ConfigPlace } from './config-error.js'
import { type Identity, parseIdentity } from '../facts/identity.js'

/**
 * @throws {ConfigError} `malformed-identity`, with what is wrong and what to write instead
 */
export function normalizeIdentity(pattern: unknown, place: ConfigPlace): Identity {
  const identity = parseIdentity(pattern)
  if (identity) return identity
  if (typeof pattern !== 'string') {
    throw malformed(place, pattern, 'is no identity', 'Write a string such as "openai:RateLimitError"')
  }
  const colon = pattern.lastIndexOf(':', pattern.includes('#') ? pattern.indexOf('#') : undefined)
  if (colon === -1) throw withoutPackage(pattern, place)
  if (/^\*:\*?(?:#\*)?$/.test(pattern)) {
    throw malformed(place, pattern, 'would match every error', 'Name a package, a class or a code')
  }
  throw malformed(
    place,
    pattern,
    'is no identity',
    'The form is "package:Class#code", for example "pg:#57P01"',
  )
}

function withoutPackage(pattern: string, place: ConfigPlace): ConfigError {
  const named = pattern.startsWith('#') ? `node:${pattern}` : `openai:${pattern}`
  return malformed(
    place,
    pattern,
    'names no package, so it would match every library that has one like it',
    `Write the package before it, as in "${named}", or "*:${pattern}" if you mean all of them`,
  )
}

function malformed(place: ConfigPlace, pattern: unknown, what: string, instead: string): ConfigError {
  return new ConfigError(
    'malformed-identity',
    place,
    `${typeof pattern === 'bigint' ? pattern : (JSON.stringify(pattern) ?? String(pattern))} ${what}. ${instead}.`,
  )
}
