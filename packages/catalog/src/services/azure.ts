import { defineLibrary } from '@sentry-presets/core'

export const azure = defineLibrary({
  name: 'azure',
  packages: ['@azure/core-rest-pipeline'],
  rules: [],
})
