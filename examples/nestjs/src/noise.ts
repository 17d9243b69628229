import type { NestNoiseOptions } from '@sentry-presets/nestjs'

/** What this shop says of its own noise. What Nest and its libraries throw, the preset knows. */
export const noise: NestNoiseOptions = {
  operationalLoggers: ['Warehouse'],
}
