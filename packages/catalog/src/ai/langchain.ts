import { defineLibrary } from '@sentry-presets/core'

export const langchain = defineLibrary({
  name: 'langchain',
  packages: ['@langchain/core', '@langchain/openai'],
  rules: [],
})
