import { defineLibrary } from '@sentry-presets/core'

export const postgres = defineLibrary({
  name: 'postgres',
  rules: [],
})
