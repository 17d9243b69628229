import { defineLibrary } from '@sentry-presets/core'

export const qdrant = defineLibrary({
  name: 'qdrant',
  packages: ['@qdrant/js-client-rest'],
  rules: [],
})
