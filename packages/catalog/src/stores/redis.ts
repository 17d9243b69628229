import { defineLibrary } from '@sentry-presets/core'

export const redis = defineLibrary({
  name: 'redis',
  packages: ['@redis/client'],
  rules: [],
})
