import type { ComposedFilter } from '../sentry/compose-noise-filter.js'
import { readString } from '../facts/safe-read.js'
import type { SentryEvent, SentryHint, SentryMechanism } from '../sentry/sentry-shapes.js'
import type { BeforeSend } from '../sentry/user-before-send.js'

/** One capture as the SDK makes it: the event, the hint and what scope processors put on the event later. */
export interface SampleCapture {
  readonly event: SentryEvent
  readonly hint: SentryHint
  readonly late?: Partial<SentryEvent>
}

/** A captured error, marked as the SDK marks it. */
export function captureError(
  error: unknown,
  mechanism?: SentryMechanism,
  known: Partial<SentryEvent> = {},
): SampleCapture {
  mark(error)
  const exception = {
    type: readString(error, 'name') ?? 'Error',
    value: readString(error, 'message') ?? typeof error,
    mechanism: mechanism ?? { type: 'generic', handled: true },
  }
  return {
    event: { level: 'error', exception: { values: [exception] }, ...known },
    hint: { originalException: error, ...(mechanism && { mechanism }) },
  }
}

export function captureMessage(
  message: string,
  known: Partial<SentryEvent> = {},
  late?: Partial<SentryEvent>,
): SampleCapture {
  return {
    event: { level: 'error', message, ...known },
    hint: { originalException: message },
    ...(late && { late }),
  }
}

function mark(error: unknown): void {
  try {
    Object.defineProperty(error, '__sentry_captured__', { value: true, writable: true, configurable: true })
  } catch {
    // What is no object, or lets nobody write to it, stays without the mark.
  }
}

/** Whether the SDK would skip this error object as one it has captured before. */
export function isMarked(error: object): boolean {
  return '__sentry_captured__' in error
}

/**
 * Sends a capture through both hooks as the SDK does: processors are given shallow copies, and what they add is on
 * the copy only.
 */
export function drive(
  filter: ComposedFilter,
  { event, hint, late }: SampleCapture,
  hook: BeforeSend = filter.beforeSend(),
): ReturnType<BeforeSend> {
  const early = filter.integration.processEvent({ ...event }, hint)
  return early === null ? null : hook({ ...early, ...late }, hint)
}
