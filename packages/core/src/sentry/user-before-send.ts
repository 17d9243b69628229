import { isObject, readProperty } from '../facts/safe-read.js'
import type { SentryEvent, SentryHint } from './sentry-shapes.js'

type Result = SentryEvent | null

/** A `beforeSend` as the SDK takes it. */
export type BeforeSend = (event: SentryEvent, hint: SentryHint) => Result | PromiseLike<Result>

/**
 * Calls the user's own `beforeSend`, which can drop the event only by returning null. A throw, a rejection or
 * anything that is no event would lose it in the SDK; here the event goes on as it was before the call.
 *
 * @param settle told once what the hook made of the event, and how it failed if it did
 */
export function callBeforeSend(
  hook: BeforeSend,
  event: SentryEvent,
  hint: SentryHint,
  settle: (event: Result, failure?: unknown) => Result,
): Result | Promise<Result> {
  function fail(failure: unknown): Result {
    return settle(event, failure ?? new Error('beforeSend failed without saying why'))
  }

  function finish(result: unknown): Result {
    if (result === null || isEvent(result)) return settle(result)
    return fail(new TypeError(`beforeSend returned ${toKind(result)} instead of an event or null`))
  }

  try {
    const result: unknown = hook(event, hint)
    return isThenable(result) ? Promise.resolve(result).then(finish, fail) : finish(result)
  } catch (failure) {
    return fail(failure)
  }
}

/** The SDK takes no array, function, error or map for an event either. */
function isEvent(value: unknown): value is SentryEvent {
  return toKind(value) === 'Object'
}

function toKind(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof readProperty(value, 'then') === 'function'
}
