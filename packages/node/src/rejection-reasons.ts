import type { SentryHint } from '@sentry-presets/core'

/**
 * SDK 9 hands the rejected promise to its hooks where 10 and 11 hand over what it was rejected with. This remembers
 * the reasons, so that an unhandled rejection is judged by its error on all of them.
 */
export interface RejectionReasons {
  /** To be called only where the SDK listens too: a listener keeps Node from ending the process. */
  readonly listen: () => void
  /** Puts the reason where the promise stands. */
  readonly restore: (hint: SentryHint) => void
}

export function createRejectionReasons(): RejectionReasons {
  const reasons = new WeakMap<object, unknown>()
  return {
    listen() {
      process.prependListener('unhandledRejection', (reason, promise) => void reasons.set(promise, reason))
    },
    restore(hint) {
      const { originalException } = hint
      if (typeof originalException !== 'object' || originalException === null) return
      if (reasons.has(originalException)) hint.originalException = reasons.get(originalException)
    },
  }
}
