import { BoundedMap } from './bounded-map.js'

/** The first transient of an identity at a boundary is sent, the rest of its window held back. */
export interface BoundaryWindow {
  /**
   * @returns for the first of a window, how many the window before held back; else undefined
   */
  open(identity: string, now: number): { readonly heldBack: number } | undefined
}

const WINDOW = 3_600_000
const IDENTITIES_KEPT = 1_000

/** A window is an hour. A forgotten identity opens a new one: it is sent once more, never less. */
export function createBoundaryWindow(): BoundaryWindow {
  const windows = new BoundedMap<{ opened: number; heldBack: number }>(IDENTITIES_KEPT)
  return {
    open(identity, now) {
      const known = windows.get(identity)
      // A clock that was set back must not keep the window shut until it has caught up.
      if (known && Math.abs(now - known.opened) < WINDOW) {
        known.heldBack += 1
        return undefined
      }
      windows.set(identity, { opened: now, heldBack: 0 })
      return { heldBack: known?.heldBack ?? 0 }
    },
  }
}
