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

/** @returns undefined for anything that is no identity, or that would match every error */
export function parseIdentity(pattern: unknown): Identity | undefined {
  const parts = typeof pattern === 'string' ? SHAPE.exec(pattern) : null
  if (!parts) return undefined
  const [, packageName, className, code] = parts.map((part) => (part === '*' ? undefined : part))
  if (!packageName && !className && !code) return undefined
  return { package: packageName, class: className, code }
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
