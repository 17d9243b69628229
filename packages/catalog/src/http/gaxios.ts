import { defineLibrary } from '@sentry-presets/core'

export const gaxios = defineLibrary({
  name: 'gaxios',
  rules: [],
})
