import { defineLibrary } from '@sentry-presets/core'

export const express = defineLibrary({
  name: 'express',
  packages: ['http-errors', 'raw-body', 'body-parser'],
  rules: [],
})
