import { isObject } from '../facts/safe-read.js'

/**
 * The mark by which the SDK skips an error object it has captured before (`checkOrSetAlreadyCaught`, the same in 9,
 * 10 and 11).
 */
const CAPTURED = '__sentry_captured__'

/** Makes the SDK capture this very error object again, should it go on to somewhere nobody catches it. */
export function reArm(error: unknown): void {
  if (!isObject(error)) return
  try {
    delete error[CAPTURED]
  } catch {
    // A frozen object never got the mark.
  }
}
