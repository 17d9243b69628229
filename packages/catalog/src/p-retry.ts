import { defineLibrary, match } from '@sentry-presets/core'

/** p-retry gives the last error up as it is; only its AbortError carries another. */
export const pRetry = defineLibrary({
  name: 'p-retry',
  wrappers: [{ when: match.error('p-retry:AbortError'), through: ['originalError'] }],
})
