import { defineLibrary } from '@sentry-presets/core'

export const ai = defineLibrary({
  name: 'ai',
  rules: [],
})
