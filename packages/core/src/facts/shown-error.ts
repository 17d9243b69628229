import type { ErrorFacts } from './error-facts.js'
import { type ErrorBook, LiveError } from './live-error.js'
import type { SentryEvent } from '../sentry/sentry-shapes.js'
import { writeStack } from './write-stack.js'

/** What is left of an error where only a page's event shows it: a thrown text, a cross-origin script's. */
export function readShownError(event: SentryEvent, book: ErrorBook): ErrorFacts | undefined {
  const shown = event.exception?.values?.at(-1)
  if (!shown) return undefined
  const { type: name = 'Error', value: message, stacktrace } = shown
  return new LiveError({ name, message, stack: name + writeStack(stacktrace?.frames ?? []) }, book)
}
