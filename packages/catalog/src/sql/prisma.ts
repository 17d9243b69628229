import { defineLibrary } from '@sentry-presets/core'

export const prisma = defineLibrary({
  name: 'prisma',
  packages: ['@prisma/client'],
  rules: [],
})
