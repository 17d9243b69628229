import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://fastify.dev/docs/latest/Reference/Errors/'

/** Fastify with what it makes its errors by, and the parser that it reads JSON with. */
export const fastify = defineLibrary({
  name: 'fastify',
  packages: ['@fastify/error', 'secure-json-parse'],
  rules: [
    {
      id: 'fastify/wrong-use',
      when: match.any(
        match.error('*:#FST_ERR_CTP_INSTANCE_ALREADY_STARTED'),
        match.error('*:#FST_ERR_INVALID_URL'),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The application itself called Fastify in a wrong way or too late, though the error has the status of a mistake of the client.',
      source: SOURCE,
    },
    {
      id: 'fastify/client-error',
      when: match.all(
        match.any(
          match.error('fastify:FastifyError'),
          // A bundle leaves the name, which somebody else may give as well, and the code.
          match.all(match.error('*:FastifyError'), match.field('code', /^FST_/)),
          match.error('*:#FST_ERR_VALIDATION'),
          // Version 4 hands on what its JSON parser throws, which has no stack unless it is about prototypes.
          match.error('node:SyntaxError'),
          match.error('fastify:SyntaxError'),
        ),
        match.status(400, 499),
        // Applications and plugins make such errors as well, and elsewhere nobody has been told.
        match.inRequest(),
      ),
      verdict: 'control-flow',
      reason:
        'Fastify refused a request that was malformed, too large or invalid, and has told the client so.',
      source: SOURCE,
    },
    {
      id: 'fastify/handler-timeout',
      when: match.error('*:#FST_ERR_HANDLER_TIMEOUT'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A handler was not done within its timeout and the client was answered 503; if it lasts, something hangs or is too slow.',
      source: SOURCE,
    },
  ],
})
