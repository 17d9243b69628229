import { defineLibrary } from '@sentry-presets/core'

export const kafkajs = defineLibrary({
  name: 'kafkajs',
  rules: [],
})
