import type { SentryIntegration } from '@sentry-presets/core'
import { addOwnIntegrations } from '@sentry-presets/core/lean'

/** The tag under which the server's event and what the browser sees of it find each other. */
const TAG = 'next.digest'

/** Puts the digest that Next gave an error on its event. */
export function createDigestTag(): SentryIntegration {
  return {
    name: 'NextjsDigest',
    processEvent(event, { originalException }) {
      const digest = readDigest(originalException)
      return digest === undefined ? event : { ...event, tags: { ...event.tags, [TAG]: digest } }
    },
  }
}

/** The same options, with the tag's integration before those of the application. */
export function withDigestTag<Options extends { integrations?: unknown }>(options: Options): Options {
  const integrations = (defaults: readonly SentryIntegration[]): readonly SentryIntegration[] => [
    createDigestTag(),
    ...addOwnIntegrations(defaults, options.integrations),
  ]
  // The SDK's integration type and ours differ only in the parts of events that core does not read.
  return { ...options, integrations } as unknown as Options
}

function readDigest(error: unknown): string | undefined {
  try {
    // Anything may have been thrown; what is there is checked before it is used.
    const { digest } = error as { digest?: unknown }
    return typeof digest === 'string' && digest !== '' && digest.length <= 200 ? digest : undefined
  } catch {
    return undefined
  }
}
