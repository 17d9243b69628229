/** What is known of the page, or of the worker, in which the SDK runs. */
export interface PageState {
  /** What is so at this moment: `offline`, `unloading`, `translated`. */
  readonly conditions: () => readonly string[]
  /** Begins to listen; to be called when the SDK sets the filter up. */
  listen(onHide: () => void): void
}

/**
 * For how long after `beforeunload` the page counts as being left. Nothing tells when the user decides to stay, or
 * that the link was a download.
 */
const LEAVING = 5_000

/** @param now the clock, in milliseconds */
export function createPageState(now: () => number): PageState {
  let leavingSince = Number.NEGATIVE_INFINITY
  let isHidden = false

  function isUnloading(): boolean {
    return isHidden || Math.abs(now() - leavingSince) < LEAVING
  }

  return {
    conditions() {
      const conditions = []
      if (globalThis.navigator?.onLine === false) conditions.push('offline')
      if (isUnloading()) conditions.push('unloading')
      if (isTranslated()) conditions.push('translated')
      return conditions
    },
    listen(onHide) {
      globalThis.addEventListener?.('beforeunload', () => {
        leavingSince = now()
      })
      globalThis.addEventListener?.('pagehide', () => {
        isHidden = true
        onHide()
      })
      globalThis.addEventListener?.('pageshow', () => {
        isHidden = false
        leavingSince = Number.NEGATIVE_INFINITY
      })
    },
  }
}

/**
 * Whether a translator or an extension has changed the page's elements under the framework that made them: Google
 * Translate marks `<html>` and wraps text in doubled `<font>`s, Edge leaves `_msttexthash`, and an extension's own
 * elements load from its address.
 */
function isTranslated(): boolean {
  return globalThis.document?.querySelector(CHANGED) != null
}

const CHANGED =
  'html.translated-ltr,html.translated-rtl,font>font,[_msttexthash],body [src*="-extension://"],body [href*="-extension://"]'
