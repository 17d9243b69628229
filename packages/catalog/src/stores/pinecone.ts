import { defineLibrary } from '@sentry-presets/core'

export const pinecone = defineLibrary({
  name: 'pinecone',
  packages: ['@pinecone-database/pinecone'],
  rules: [],
})
