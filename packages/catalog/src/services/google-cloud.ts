import { defineLibrary } from '@sentry-presets/core'

export const googleCloud = defineLibrary({
  name: 'google-cloud',
  packages: ['google-gax'],
  rules: [],
})
