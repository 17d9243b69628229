import { defineLibrary } from '@sentry-presets/core'

export const socketIo = defineLibrary({
  name: 'socket-io',
  packages: ['socket.io'],
  rules: [],
})
