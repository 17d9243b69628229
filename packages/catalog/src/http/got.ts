import { defineLibrary } from '@sentry-presets/core'

export const got = defineLibrary({
  name: 'got',
  rules: [],
})
