import type { SentryEvent } from './sentry-shapes.js'

/**
 * Keeps SDK 11's Dedupe from dropping the same error at a boundary as a repeat of what was held back only in the
 * last hook, after Dedupe had remembered it. The SDK gives each processor a copy of the event, but all copies share
 * the exceptions, and Dedupe compares the first one's type and stack.
 */
export function blindDedupe(seen: SentryEvent): void {
  try {
    const first = seen.exception?.values?.[0]
    if (first) Object.assign(first, { type: 'held back by sentry-presets', stacktrace: undefined })
  } catch {
    // A frozen exception stays in Dedupe's memory.
  }
}
