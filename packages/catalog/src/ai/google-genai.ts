import { defineLibrary } from '@sentry-presets/core'

export const googleGenai = defineLibrary({
  name: 'google-genai',
  packages: ['@google/genai'],
  rules: [],
})
