import { defineLibrary } from '@sentry-presets/core'

export const stripe = defineLibrary({
  name: 'stripe',
  rules: [],
})
