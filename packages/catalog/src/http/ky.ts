import { defineLibrary } from '@sentry-presets/core'

export const ky = defineLibrary({
  name: 'ky',
  rules: [],
})
