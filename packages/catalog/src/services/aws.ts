import { defineLibrary } from '@sentry-presets/core'

export const aws = defineLibrary({
  name: 'aws',
  packages: ['@smithy/smithy-client'],
  rules: [],
})
