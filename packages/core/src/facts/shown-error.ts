import type { ErrorFacts } from './error-facts.js'
import { type ErrorBook, LiveError } from './live-error.js'
import type { SentryEvent } from '../sentry/sentry-shapes.js'

/** What is left of an error where only a page's event shows it: a thrown text, a cross-origin script's. */
export function readShownError(event: SentryEvent, book: ErrorBook): ErrorFacts | undefined {
  const shown = event.exception?.values?.at(-1)
  if (!shown) return undefined
  const lines = shown.stacktrace?.frames?.map(
    ({ filename, lineno, colno }) => `\n    at ${filename}:${lineno}:${colno}`,
  )
  const { type = 'Error', value = '' } = shown
  return new LiveError({ name: type, message: value, stack: type + (lines ?? []).reverse().join('') }, book)
}
