import { isObject, readProperty } from '../facts/safe-read.js'
import type { SentryEvent, SentryHint } from './sentry-shapes.js'

type Result = SentryEvent | null

/** A `beforeSend` as the SDK takes it. */
export type BeforeSend = (event: SentryEvent, hint: SentryHint) => Result | PromiseLike<Result>

/** What the user's hook made of the event, and how it failed if it did. */
export interface HookOutcome {
  readonly event: Result
  readonly failure?: unknown
}

/**
 * Calls the user's own `beforeSend`, which can drop the event only by returning null. A throw, a rejection or
 * anything that is no event would lose it in the SDK; here the event goes on as it was before the call.
 */
export function callBeforeSend(
  hook: BeforeSend,
  event: SentryEvent,
  hint: SentryHint,
  settle: (outcome: HookOutcome) => Result,
): Result | Promise<Result> {
  try {
    const result: unknown = hook(event, hint)
    if (!isThenable(result)) return settle(toOutcome(result, event))
    return Promise.resolve(result).then(
      (value) => settle(toOutcome(value, event)),
      (failure: unknown) => settle(toFailure(failure, event)),
    )
  } catch (failure) {
    return settle(toFailure(failure, event))
  }
}

function toOutcome(result: unknown, event: SentryEvent): HookOutcome {
  if (result === null) return { event: null }
  if (isEvent(result)) return { event: result }
  const kind = Object.prototype.toString.call(result).slice('[object '.length, -1)
  return toFailure(new TypeError(`beforeSend returned ${kind} instead of an event or null`), event)
}

function toFailure(failure: unknown, event: SentryEvent): HookOutcome {
  return { event, failure: failure ?? new Error('beforeSend failed without saying why') }
}

/** The SDK takes no array, function, error or map for an event either. */
function isEvent(value: unknown): value is SentryEvent {
  return Object.prototype.toString.call(value) === '[object Object]'
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof readProperty(value, 'then') === 'function'
}
