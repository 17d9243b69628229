import { defineLibrary } from '@sentry-presets/core'

/**
 * zod, of which nothing is noise by itself: data that does not fit its schema is a client's mistake only where a
 * framework has answered with a status of its own, and then the framework's error says so. Anywhere else it is
 * configuration, a provider's changed answer, or the application's own data. There is no veto either, because a
 * framework's 4xx may carry a ZodError.
 */
export const zod = defineLibrary({
  name: 'zod',
  // Its stack tells of the caller, and there is none in what safeParse answers with.
  brands: [{ fields: ['name'], says: /^\$?ZodError$/ }],
})
