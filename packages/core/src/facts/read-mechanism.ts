import type { SentryEvent, SentryHint, SentryMechanism } from '../sentry/sentry-shapes.js'

/**
 * The mechanism that describes the capture: the hint's, else the first on the event's exceptions that says more
 * than `generic` or `chained`. SDK 9 and 10 put it on the deepest cause, 11 on the captured error.
 */
export function readMechanism(event: SentryEvent, hint: SentryHint | undefined): SentryMechanism | undefined {
  if (hint?.mechanism) return hint.mechanism
  const values = event.exception?.values ?? []
  for (const { mechanism } of values) {
    if (mechanism?.type !== undefined && !PLAIN.includes(mechanism.type)) return mechanism
  }
  return values.find(({ mechanism }) => mechanism?.handled === false)?.mechanism
}

const PLAIN = ['generic', 'chained']
