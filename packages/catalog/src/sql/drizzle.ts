import { defineLibrary } from '@sentry-presets/core'

export const drizzle = defineLibrary({
  name: 'drizzle',
  packages: ['drizzle-orm'],
  rules: [],
})
