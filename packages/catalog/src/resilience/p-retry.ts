import { defineLibrary, match } from '@sentry-presets/core'

/** p-retry gives the last error up as it is. Its AbortError carries another, and is the application's by its stack. */
export const pRetry = defineLibrary({
  name: 'p-retry',
  wrappers: [{ when: match.error('*:AbortError'), through: ['originalError'] }],
})
