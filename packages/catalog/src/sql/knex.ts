import { defineLibrary } from '@sentry-presets/core'

export const knex = defineLibrary({
  name: 'knex',
  packages: ['tarn'],
  rules: [],
})
