import { defineLibrary } from '@sentry-presets/core'

export const trpc = defineLibrary({
  name: 'trpc',
  packages: ['@trpc/server'],
  rules: [],
})
