import { defineLibrary } from '@sentry-presets/core'

export const amqplib = defineLibrary({
  name: 'amqplib',
  rules: [],
})
