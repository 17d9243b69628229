import { defineLibrary, type Library, type Rule } from '@sentry-presets/core'

/**
 * Next itself. Its signals are thrown by its functions inside the application's bundle, so they are known by their
 * digest: `next:Error`. Errors that merely got a digest because they were rendered keep their own package.
 */
export function nextLibrary(rules: readonly Rule[]): Library {
  return defineLibrary({ name: 'next', brands: [{ fields: ['digest'], says: SIGNALS }], rules })
}

const SIGNALS =
  /^(?:NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK|DYNAMIC_SERVER_USAGE|BAILOUT_TO_CLIENT_SIDE_RENDERING|NEXT_PRERENDER_INTERRUPTED|HANGING_PROMISE_REJECTION)(?:[;@]|$)/
