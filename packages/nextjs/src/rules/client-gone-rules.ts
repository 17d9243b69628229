import { defineRules, match } from '@sentry-presets/core'
import { NEXT } from './sources.js'

/** Work that ended because the visitor left, never because what it worked with broke. */
export const clientGoneRules = defineRules([
  {
    id: 'next/response-aborted',
    when: match.error('*:ResponseAborted'),
    verdict: 'control-flow',
    reason: 'The visitor closed the connection before the answer was complete, and Next called the work off.',
    source: `${NEXT}/server/web/spec-extension/adapters/next-request.ts`,
  },
  {
    id: 'next/request-aborted',
    when: match.all(match.error('node:#ECONNRESET'), match.madeIn('node:_http_server')),
    verdict: 'control-flow',
    reason: 'The visitor closed the connection before the request was complete.',
    source: 'https://github.com/nodejs/node/blob/main/lib/_http_server.js',
  },
])
