import { ConfigError, type ConfigPlace } from '../options/config-error.js'

/**
 * Which errors are meant: `package:Class#code`, each part open where it is left out or `*`.
 * `openai:RateLimitError`, `openai:*`, `pg:#57P01`, `*:#ETIMEDOUT`, `node:Error#ECONNRESET`.
 * A class covers its subclasses, as `instanceof` does. `app` is the package of everything that comes from no
 * library and not from Node.
 */
export type IdentityPattern = `${string}:${string}`

/** A parsed pattern; `undefined` leaves the part open. */
export interface Identity {
  readonly package: string | undefined
  readonly class: string | undefined
  readonly code: string | undefined
}

/**
 * @throws {ConfigError} `malformed-identity`
 */
export function normalizeIdentity(pattern: unknown, place: ConfigPlace): Identity {
  if (typeof pattern !== 'string') {
    throw malformed(place, pattern, 'is no identity', 'Write a string such as "openai:RateLimitError"')
  }
  const colon = pattern.lastIndexOf(':', pattern.includes('#') ? pattern.indexOf('#') : undefined)
  if (colon === -1) throw withoutPackage(pattern, place)
  const parts = SHAPE.exec(pattern)
  if (!parts) {
    throw malformed(
      place,
      pattern,
      'is no identity',
      'The form is "package:Class#code", for example "pg:#57P01"',
    )
  }
  const identity = { package: open(parts[1]), class: open(parts[2]), code: open(parts[3]) }
  if (!identity.package && !identity.class && !identity.code) {
    throw malformed(place, pattern, 'would match every error', 'Name a package, a class or a code')
  }
  return identity
}

/** The name under which one error is known: `openai:RateLimitError#insufficient_quota`. */
export function formatIdentity(
  packageName: string | undefined,
  className: string,
  code: string | undefined,
): string {
  const name = `${packageName ?? '?'}:${className}`
  return code === undefined ? name : `${name}#${code}`
}

const SHAPE = /^(\*|@?[\w.-]{1,100}(?:\/[\w.-]{1,100})?):(\*|[\w$.]{1,100})?(?:#(\*|[\w.:/-]{1,100}))?$/

function open(part: string | undefined): string | undefined {
  return part === undefined || part === '*' || part === '' ? undefined : part
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
