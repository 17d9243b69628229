import { defineLibrary, match } from '@sentry-presets/core'

export const fastify = defineLibrary({
  name: 'fastify',
  packages: ['@fastify/error'],
  rules: [
    {
      id: 'fastify/client-error',
      when: match.all(
        match.any(match.error('fastify:FastifyError'), match.error('fastify:#FST_ERR_VALIDATION')),
        match.status(400, 499),
      ),
      verdict: 'control-flow',
      reason:
        'Fastify refused a request that was malformed, too large or invalid, and has told the client so.',
      source: 'https://fastify.dev/docs/latest/Reference/Errors/',
    },
  ],
})
