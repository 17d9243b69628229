import type { BrowserNoiseOptions } from '@sentry-presets/browser'

/** A shopper who has asked often enough for today. */
export class QuotaReached extends Error {
  // A bundler shortens the name of the class, but not this.
  override name = 'QuotaReached'
}

/** What this page says of its own noise. What browsers, and people in them, do to it, the preset knows. */
export const noise: BrowserNoiseOptions = {
  expected: ['app:QuotaReached'],
}
