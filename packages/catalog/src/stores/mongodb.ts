import { defineLibrary } from '@sentry-presets/core'

export const mongodb = defineLibrary({
  name: 'mongodb',
  rules: [],
})
