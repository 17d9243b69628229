import { defineLibrary } from '@sentry-presets/core'

export const pgBoss = defineLibrary({
  name: 'pg-boss',
  rules: [],
})
