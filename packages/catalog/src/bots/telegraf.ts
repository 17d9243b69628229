import { defineLibrary } from '@sentry-presets/core'

export const telegraf = defineLibrary({
  name: 'telegraf',
  rules: [],
})
