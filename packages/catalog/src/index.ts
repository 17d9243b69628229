export type {} from '@sentry-presets/core'

export const placeholder = true
