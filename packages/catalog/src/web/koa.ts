import { defineLibrary } from '@sentry-presets/core'

export const koa = defineLibrary({
  name: 'koa',
  rules: [],
})
