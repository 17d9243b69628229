import { defineLibrary } from '@sentry-presets/core'

export const groq = defineLibrary({
  name: 'groq',
  packages: ['groq-sdk'],
  rules: [],
})
