import type { SentryIntegration } from './sentry-shapes.js'

/**
 * The integrations that stay, with the application's own. As the SDK does it: a list is added and replaces defaults
 * of the same name, a function decides by itself.
 *
 * @param own the option `integrations` as the application wrote it
 */
export function addOwnIntegrations(
  kept: readonly SentryIntegration[],
  own: unknown,
): readonly SentryIntegration[] {
  // The SDK's integration type and ours differ only in the parts of events that core does not read.
  if (typeof own === 'function') return own([...kept]) as SentryIntegration[]
  const added = (own ?? []) as SentryIntegration[]
  const replaced = kept.map(
    (integration) => added.find(({ name }) => name === integration.name) ?? integration,
  )
  return [...replaced, ...added.filter((integration) => !replaced.includes(integration))]
}
