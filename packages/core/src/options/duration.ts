import { ConfigError, type ConfigPlace } from './config-error.js'

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A length of time: milliseconds, or a number with a unit such as `'30s'`, `'5m'`, `'1h'`, `'1d'`. */
export type Duration = number | `${number}${keyof typeof UNITS}`

/**
 * @returns milliseconds, always positive and finite
 * @throws {ConfigError} `invalid-duration`
 */
export function normalizeDuration(value: Duration, place: ConfigPlace): number {
  const ms = typeof value === 'number' ? value : parse(value)
  if (Number.isFinite(ms) && ms > 0) return ms
  throw new ConfigError(
    'invalid-duration',
    place,
    `${JSON.stringify(value)} is no length of time. Write milliseconds or a number with a unit: "30s", "5m", "1h".`,
  )
}

function parse(value: unknown): number {
  const parts = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(String(value))
  if (!parts) return Number.NaN
  // The pattern admits exactly the keys of UNITS.
  return Number(parts[1]) * UNITS[parts[2] as keyof typeof UNITS]
}
