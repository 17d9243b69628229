import type { SentryEvent } from './sentry-shapes.js'

/**
 * Keeps SDK 11's Dedupe from dropping the same error at a boundary as a repeat of a record that was held back only
 * in the last hook, after Dedupe had remembered it. Dedupe keeps the event object itself and compares fingerprints.
 */
export function blindDedupe(seen: SentryEvent): void {
  try {
    seen.fingerprint = ['held back by sentry-presets']
  } catch {
    // A frozen event stays in Dedupe's memory.
  }
}
