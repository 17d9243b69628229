import { defineLibrary } from '@sentry-presets/core'

export const opossum = defineLibrary({
  name: 'opossum',
  rules: [],
})
