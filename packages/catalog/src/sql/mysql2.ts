import { defineLibrary } from '@sentry-presets/core'

export const mysql2 = defineLibrary({
  name: 'mysql2',
  rules: [],
})
