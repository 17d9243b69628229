import type { SentryEvent, SentryHint } from '@sentry-presets/core'

/**
 * Says in the hint that nobody caught the error, where the SDK reports it from its wrapper around timers, listeners
 * and requests. The SDK itself says so only in a scope processor, which runs after all integrations, and until then
 * such an error cannot be told from one that the application reports itself.
 */
export function markCallbackCapture(event: SentryEvent, hint: SentryHint): void {
  if (event.type === undefined && !hint.mechanism && isInWrapper()) {
    hint.mechanism = { type: 'auto.browser.browserapierrors', handled: false }
  }
}

/** The wrapper reports inside a scope that it gives one processor, which puts the callback's arguments on the event. */
function isInWrapper(): boolean {
  try {
    // The SDK keeps its scopes on the global object, by its version; their shape is the same in 9, 10 and 11.
    const { __SENTRY__: copies = {} } = globalThis as { __SENTRY__?: Record<string, Carrier | string> }
    return Object.values(copies).some((copy) => {
      const stack = typeof copy === 'object' ? copy.stack : undefined
      const last = String(stack?.getScope().getScopeData().eventProcessors.at(-1))
      return last.includes('extra') && last.includes('arguments')
    })
  } catch {
    return false
  }
}

interface Carrier {
  readonly stack?: {
    getScope(): { getScopeData(): { readonly eventProcessors: readonly unknown[] } }
  }
}
