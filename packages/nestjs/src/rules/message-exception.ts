import { defineRules, match, type Wrapper } from '@sentry-presets/core'
import { FILTER_MECHANISMS } from '../mechanisms.js'

const IS_MESSAGE_EXCEPTION = match.any(match.error('*:RpcException'), match.error('*:WsException'))

/** The exceptions of microservices and gateways hold what the caller is told in the field `error`. */
const HOLDS_TEXT = match.field('error', /^/)

const HOLDS_ERROR = match.field('error.stack')

export const messageExceptionWrappers = [
  { when: match.all(IS_MESSAGE_EXCEPTION, HOLDS_ERROR), through: ['error'] },
] as const satisfies readonly Wrapper[]

/** Statuses and gRPC codes that say the caller asked for what it cannot have. */
const CLIENT_STATUSES = [400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 428, 429]
const CLIENT_CODES = [3, 5, 6, 7, 9, 11, 16]

export const messageExceptionRules = defineRules([
  {
    id: 'nestjs/message-refused',
    when: match.all(
      IS_MESSAGE_EXCEPTION,
      match.mechanism(FILTER_MECHANISMS.rpc, FILTER_MECHANISMS.ws),
      match.not(HOLDS_ERROR),
      match.any(
        HOLDS_TEXT,
        match.field('error.status', ...CLIENT_STATUSES),
        match.field('error.statusCode', ...CLIENT_STATUSES),
        match.field('error.code', ...CLIENT_CODES),
      ),
    ),
    verdict: 'control-flow',
    reason: 'A handler refused a message, and the caller is told why in the words the handler chose.',
    source: 'https://docs.nestjs.com/microservices/exception-filters',
  },
])
