import { defineLibrary, match } from '@sentry-presets/core'

const CODES = 'https://trpc.io/docs/server/error-handling#error-codes'

/** Codes by which a server tells its client that the request itself was at fault. */
const CLIENT_CODES = [
  'PARSE_ERROR',
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'PAYMENT_REQUIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_SUPPORTED',
  'CONFLICT',
  'PRECONDITION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'UNPROCESSABLE_CONTENT',
  'PRECONDITION_REQUIRED',
  'TOO_MANY_REQUESTS',
  'CLIENT_CLOSED_REQUEST',
] as const

/** Whatever a validator throws is answered as a bad request, a bug in the validator too. Only JSON can be no JSON. */
const IS_BAD_INPUT = match.all(
  match.error('*:#BAD_REQUEST'),
  match.not(match.field('cause.name', 'SyntaxError')),
)

const IS_REFUSAL = match.all(match.error('*:TRPCError'), match.field('code', ...CLIENT_CODES))

/** tRPC's server and client. What a procedure throws comes in a TRPCError that has the stack of the original. */
export const trpc = defineLibrary({
  name: 'trpc',
  packages: ['@trpc/server', '@trpc/client'],
  wrappers: [
    {
      when: match.all(match.error('*:TRPCError'), match.any(match.not(IS_REFUSAL), IS_BAD_INPUT)),
      through: ['cause'],
    },
    // Without a tRPC answer: of a page of a proxy it does not even tell the status.
    { when: match.error('*:TRPCClientError'), through: ['cause'] },
  ],
  rules: [
    {
      id: 'trpc/client-error',
      when: match.all(IS_REFUSAL, match.inRequest()),
      verdict: 'control-flow',
      reason:
        'The server refused a call that was malformed, invalid or not allowed, and its client has been told so.',
      source: CODES,
    },
    {
      id: 'trpc/upstream-rate-limit',
      when: match.all(match.error('*:TRPCClientError'), match.field('data.code', 'TOO_MANY_REQUESTS')),
      verdict: 'transient',
      reason: 'The server that was called asked to slow down; the caller waits and tries again.',
      source: CODES,
    },
    {
      id: 'trpc/upstream-unavailable',
      when: match.all(
        match.error('*:TRPCClientError'),
        match.field('data.code', 'BAD_GATEWAY', 'SERVICE_UNAVAILABLE', 'GATEWAY_TIMEOUT'),
      ),
      verdict: 'transient',
      reason:
        'What stands behind the server that was called was not there at that moment, as while it restarts.',
      source: CODES,
    },
  ],
})
