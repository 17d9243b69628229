import { defineLibrary } from '@sentry-presets/core'

export const axios = defineLibrary({
  name: 'axios',
  rules: [],
})
