import { defineLibrary } from '@sentry-presets/core'

export const zod = defineLibrary({
  name: 'zod',
  rules: [],
})
