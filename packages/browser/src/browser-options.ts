import type { LedgerSnapshot } from '@sentry-presets/core'
import type { LeanOptions } from '@sentry-presets/core/lean'

/** The second argument of {@link browserPreset}: what an application says of its own noise, with times in milliseconds. */
export interface BrowserNoiseOptions extends LeanOptions {
  /** Called with the ledger when the page is left: `navigator.sendBeacon` still works then. */
  readonly onReport?: (ledger: LedgerSnapshot) => void
}
