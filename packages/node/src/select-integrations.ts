import { at, ConfigError, type ConfigPlace, nearest, type SentryIntegration } from '@sentry-presets/core'
import { allNames, INTEGRATION_NAMES, type IntegrationName } from './integration-names.js'

/** Which of the integrations that the SDK switches on by itself stay on. */
export interface IntegrationPolicy {
  /** Only these, by name; what the application adds itself always stays. */
  readonly keep?: readonly IntegrationName[]
  /** All but these, by name. */
  readonly disable?: readonly IntegrationName[]
}

/** @throws {ConfigError} `invalid-option` where both lists are given */
export function validatePolicy({ keep, disable }: IntegrationPolicy, place: ConfigPlace): void {
  if (!keep || !disable) return
  throw new ConfigError(
    'invalid-option',
    at(place, '.keep'),
    'together with "disable" this leaves open what happens to the integrations in neither list. Give one of the two.',
  )
}

/**
 * The defaults that stay, in their order.
 * @throws {ConfigError} `unknown-integration` for a name neither this SDK nor any supported one has
 */
export function selectDefaults<I extends SentryIntegration>(
  defaults: readonly I[],
  policy: IntegrationPolicy,
  place: ConfigPlace,
): readonly I[] {
  const { keep, disable } = policy
  checkNames(keep ?? [], defaults, at(place, '.keep'))
  checkNames(disable ?? [], defaults, at(place, '.disable'))
  const kept = keep && new Set(keep.flatMap(allNames))
  const disabled = new Set(disable?.flatMap(allNames))
  return defaults.filter(({ name }) => (kept ? kept.has(name) : !disabled.has(name)))
}

function checkNames(
  names: readonly string[],
  defaults: readonly SentryIntegration[],
  place: ConfigPlace,
): void {
  const known = new Set([...INTEGRATION_NAMES, ...defaults.map(({ name }) => name)])
  names.forEach((name, index) => {
    if (known.has(name)) return
    const near = nearest(String(name), known)
    throw new ConfigError(
      'unknown-integration',
      at(place, `[${index}]`),
      `the SDK has no integration "${name}", so this would do nothing. ${near ? `Did you mean "${near}"?` : 'Sentry.getDefaultIntegrations({}) lists them.'}`,
    )
  })
}
