import { defineLibrary } from '@sentry-presets/core'

export const anthropic = defineLibrary({
  name: 'anthropic',
  packages: ['@anthropic-ai/sdk'],
  rules: [],
})
