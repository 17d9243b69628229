import { defineLibrary } from '@sentry-presets/core'

export const twilio = defineLibrary({
  name: 'twilio',
  rules: [],
})
