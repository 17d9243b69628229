import { defineLibrary } from '@sentry-presets/core'

export const mongoose = defineLibrary({
  name: 'mongoose',
  rules: [],
})
