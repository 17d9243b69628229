import { defineLibrary } from '@sentry-presets/core'

export const sequelize = defineLibrary({
  name: 'sequelize',
  packages: ['@sequelize/core'],
  rules: [],
})
