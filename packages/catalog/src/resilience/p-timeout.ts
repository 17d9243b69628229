import { defineLibrary } from '@sentry-presets/core'

export const pTimeout = defineLibrary({
  name: 'p-timeout',
  rules: [],
})
