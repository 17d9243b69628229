import { defineLibrary } from '@sentry-presets/core'

export const mistral = defineLibrary({
  name: 'mistral',
  packages: ['@mistralai/mistralai'],
  rules: [],
})
