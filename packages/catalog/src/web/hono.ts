import { defineLibrary, match } from '@sentry-presets/core'

/** Hono. Its only error is thrown by applications and by its own middleware, and has the same two fields everywhere. */
export const hono = defineLibrary({
  name: 'hono',
  brands: [{ fields: ['res', 'status'] }],
  rules: [
    {
      id: 'hono/client-error',
      when: match.all(match.error('hono:HTTPException'), match.status(400, 499), match.inRequest()),
      verdict: 'control-flow',
      reason:
        'The application or a middleware refused a request with a status for its client, who has been told so.',
      source: 'https://hono.dev/docs/api/exception',
    },
  ],
})
