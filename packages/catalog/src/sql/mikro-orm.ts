import { defineLibrary } from '@sentry-presets/core'

export const mikroOrm = defineLibrary({
  name: 'mikro-orm',
  packages: ['@mikro-orm/core'],
  rules: [],
})
