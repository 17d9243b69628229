import { defineLibrary } from '@sentry-presets/core'

export const nats = defineLibrary({
  name: 'nats',
  packages: ['@nats-io/nats-core', '@nats-io/transport-node'],
  rules: [],
})
