import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/drizzle-team/drizzle-orm/blob/main/drizzle-orm/src/errors.ts'

/** Drizzle. What the driver says hangs on its own error as `cause`; a connection for a transaction fails without it. */
export const drizzle = defineLibrary({
  name: 'drizzle',
  packages: ['drizzle-orm'],
  // Elsewhere a cause cannot be enumerated.
  brands: [{ fields: ['query', 'params', 'cause'] }],
  wrappers: [
    { when: match.all(match.error('drizzle:*'), match.message(/^Failed query: /)), through: ['cause'] },
  ],
  rules: [
    {
      id: 'drizzle/rollback',
      when: match.all(match.error('*:DrizzleError'), match.message(/^Rollback$/)),
      verdict: 'expected',
      reason: 'The application took its transaction back itself, which Drizzle tells by throwing.',
      source: SOURCE,
    },
  ],
})
