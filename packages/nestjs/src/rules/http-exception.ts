import { defineRules, match } from '@sentry-presets/core'
import { ANSWERED_MECHANISMS } from '../mechanisms.js'

const SOURCE = 'https://docs.nestjs.com/exception-filters'

export const httpExceptionRules = defineRules([
  {
    id: 'nestjs/server-exception',
    when: match.all(match.error('nestjs:*'), match.status(500, 599)),
    verdict: 'bug',
    veto: true,
    reason:
      'The application answered with a 5xx by itself: the request failed, whatever the exception carries as its cause.',
    source: SOURCE,
  },
  {
    id: 'nestjs/client-exception',
    when: match.all(
      match.error('nestjs:*'),
      match.status(100, 499),
      match.any(match.mechanism(...ANSWERED_MECHANISMS), match.all(match.origin('log'), match.inRequest())),
    ),
    verdict: 'control-flow',
    reason:
      'The application refused a request and its client has been told so; thrown where nobody waits for an answer it is a bug.',
    source: SOURCE,
  },
  {
    id: 'nestjs/http-error',
    when: match.all(
      match.error('*:HttpError'),
      match.field('expose', true),
      match.status(400, 499),
      match.any(
        match.mechanism(...ANSWERED_MECHANISMS),
        match.all(match.logger('ExceptionsHandler'), match.inRequest()),
      ),
    ),
    verdict: 'control-flow',
    reason:
      'Express refused a request that was malformed or too large before a handler saw it, and its client has been told so.',
    source: 'https://github.com/jshttp/http-errors#error-properties',
  },
])
