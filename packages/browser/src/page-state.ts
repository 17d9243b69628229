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
  let leftAt: number | undefined
  let isHidden = false
  let wasChanged = false

  return {
    conditions() {
      const conditions = []
      if (globalThis.navigator?.onLine === false) conditions.push('offline')
      if (isHidden || (leftAt !== undefined && Math.abs(now() - leftAt) < LEAVING))
        conditions.push('unloading')
      if (wasChanged || isChanged()) conditions.push('translated')
      return conditions
    },
    listen(onHide) {
      // A framework that could not hydrate makes its elements anew, and the signs in them are gone before it says so.
      wasChanged = isChanged()
      for (const name of ['beforeunload', 'pagehide', 'pageshow']) {
        globalThis.addEventListener?.(name, () => {
          isHidden = name === 'pagehide'
          leftAt = name === 'beforeunload' ? now() : undefined
          if (isHidden) onHide()
        })
      }
    },
  }
}

function isChanged(): boolean {
  return globalThis.document?.querySelector(CHANGED) != null
}

/**
 * Signs that a translator or an extension has changed the page's elements under the framework that made them: Google
 * Translate marks `<html>` and wraps texts in doubled `<font>`s, Edge leaves `_msttexthash`, and an extension's own
 * elements load from its address.
 */
const CHANGED =
  '.translated-ltr,.translated-rtl,font>font,[_msttexthash],body [src*="-extension://"],body [href*="-extension://"]'
