import { defineLibrary } from '@sentry-presets/core'

export const octokit = defineLibrary({
  name: 'octokit',
  packages: ['@octokit/request-error'],
  rules: [],
})
