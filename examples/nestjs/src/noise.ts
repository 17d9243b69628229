import type { NestjsNoiseOptions } from '@sentry-presets/nestjs'

/** What this shop says of its own noise. What Nest and its libraries throw, the preset knows. */
export const noise: NestjsNoiseOptions = {
  operationalLoggers: ['Warehouse'],
}
