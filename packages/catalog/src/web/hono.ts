import { defineLibrary } from '@sentry-presets/core'

export const hono = defineLibrary({
  name: 'hono',
  rules: [],
})
