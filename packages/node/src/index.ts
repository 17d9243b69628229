export type {} from '@sentry-presets/catalog'
export type {} from '@sentry-presets/core'
export type { NodeOptions } from '@sentry/node'

export const placeholder = true
