import { ConfigError, type ConfigErrorCode, type ConfigPlace } from './config-error.js'

/**
 * A refusal in as many words as a browser can afford: where, what, and the page that explains. Where the explanations
 * are at hand, they have spoken before.
 */
export function refuse(code: ConfigErrorCode, place: ConfigPlace, value: unknown): ConfigError {
  return new ConfigError(code, place, `${show(value)}, see docs/errors/${code}.md`)
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : typeof value
}
