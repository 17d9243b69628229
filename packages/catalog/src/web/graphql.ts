import { defineLibrary, match } from '@sentry-presets/core'

/** Codes by which a server tells its client that the request itself was at fault. */
const CLIENT_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'UNAUTHENTICATED',
]

const IS_REFUSAL = match.all(
  match.error('graphql:GraphQLError'),
  match.field('extensions.code', ...CLIENT_CODES),
)

/** Whoever makes a bad input of what a scalar or a validator throws does so with a bug in it, too. Only JSON can be no JSON. */
const IS_BAD_INPUT = match.all(
  match.field('extensions.code', 'BAD_USER_INPUT'),
  match.not(match.field('originalError.name', 'SyntaxError')),
)

/** What a resolver throws comes in a GraphQLError that has the stack of the original. */
export const graphql = defineLibrary({
  name: 'graphql',
  brands: [{ fields: ['path', 'locations', 'extensions'] }],
  wrappers: [
    {
      when: match.all(match.error('graphql:GraphQLError'), match.any(match.not(IS_REFUSAL), IS_BAD_INPUT)),
      through: ['originalError'],
    },
  ],
  rules: [
    {
      id: 'graphql/client-error',
      when: match.all(IS_REFUSAL, match.inRequest()),
      verdict: 'control-flow',
      reason:
        'The server refused a query that was malformed, invalid or not allowed, and its client has been told so.',
      source: 'https://www.apollographql.com/docs/apollo-server/data/errors#built-in-error-codes',
    },
  ],
})
