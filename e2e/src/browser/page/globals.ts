import type { LedgerSnapshot } from '@sentry-presets/core'
import type { Settings } from '../settings.ts'

declare global {
  var settings: Settings
  /** What the page lets a test look at; without the preset there is no ledger, and other pages have none of it. */
  var ledger: undefined | (() => LedgerSnapshot | undefined)
  var flush: undefined | ((timeout: number) => Promise<boolean>)

  interface Window {
    /** The extension of the tests puts it there. */
    runByExtension?: (task: () => void) => void
  }
}
