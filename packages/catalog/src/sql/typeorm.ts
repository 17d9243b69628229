import { defineLibrary } from '@sentry-presets/core'

export const typeorm = defineLibrary({
  name: 'typeorm',
  rules: [],
})
