import { defineLibrary } from '@sentry-presets/core'

export const ws = defineLibrary({
  name: 'ws',
  rules: [],
})
