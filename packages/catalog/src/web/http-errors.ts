import { defineLibrary, match } from '@sentry-presets/core'

/**
 * http-errors with the body parsers that throw its errors: the common tongue of Express, Koa and others. Applications
 * throw them too, so that they are known by the class that all of them share.
 */
export const httpErrors = defineLibrary({
  name: 'http-errors',
  packages: ['raw-body', 'body-parser'],
  brands: [
    { fields: ['expose', 'statusCode', 'status', 'body', 'type'] },
    { fields: ['limit', 'expected', 'length', 'type'] },
    { fields: ['received', 'expected', 'length', 'type'] },
  ],
  rules: [
    {
      id: 'http-errors/client-error',
      when: match.all(
        match.any(
          match.all(match.error('*:HttpError'), match.field('expose', true)),
          match.all(
            match.error('http-errors:*'),
            match.field('type', /^(?:entity|request|encoding|charset)\./),
          ),
        ),
        match.status(400, 499),
        match.inRequest(),
      ),
      verdict: 'control-flow',
      reason:
        'The server refused a request that was malformed, too large or not allowed, and its client has been told so.',
      source: 'https://github.com/jshttp/http-errors#error-properties',
    },
  ],
})
