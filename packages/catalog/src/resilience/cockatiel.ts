import { defineLibrary } from '@sentry-presets/core'

export const cockatiel = defineLibrary({
  name: 'cockatiel',
  rules: [],
})
