import type { SentryIntegration } from '@sentry-presets/core'

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

function readDigest(error: unknown): string | undefined {
  try {
    // Anything may have been thrown; what is there is checked before it is used.
    const { digest } = error as { digest?: unknown }
    return typeof digest === 'string' && digest !== '' && digest.length <= 200 ? digest : undefined
  } catch {
    return undefined
  }
}
