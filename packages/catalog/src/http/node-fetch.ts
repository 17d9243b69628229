import { defineLibrary, match } from '@sentry-presets/core'

const ERRORS = 'https://github.com/node-fetch/node-fetch/blob/main/docs/ERROR-HANDLING.md'

/** node-fetch, which clients such as grammY bring along. It copies the code of the system's error and drops the error. */
export const nodeFetch = defineLibrary({
  name: 'node-fetch',
  // Unlike what the system reports itself, `errno` is here the code once more.
  brands: [{ fields: ['type', 'errno', 'code'], says: /^system$/ }],
  rules: [
    {
      id: 'node-fetch/connection-failed',
      when: match.any(
        match.error('node-fetch:#ECONNREFUSED'),
        match.error('node-fetch:#ECONNRESET'),
        match.error('node-fetch:#EPIPE'),
        match.error('node-fetch:#ETIMEDOUT'),
        match.error('node-fetch:#EAI_AGAIN'),
        match.error('node-fetch:#EHOSTUNREACH'),
        match.error('node-fetch:#ENETUNREACH'),
        match.error('node-fetch:#ERR_STREAM_PREMATURE_CLOSE'),
      ),
      verdict: 'transient',
      reason: 'The other side could not be reached at that moment, or the connection to it was lost.',
      source: ERRORS,
    },
    {
      id: 'node-fetch/timeout',
      when: match.all(
        match.error('node-fetch:FetchError'),
        match.field('type', 'request-timeout', 'body-timeout'),
      ),
      verdict: 'transient',
      reason: 'The other side had not answered in full when the timeout given with the request was over.',
      source: 'https://github.com/node-fetch/node-fetch/blob/2.x/ERROR-HANDLING.md',
    },
    {
      id: 'node-fetch/aborted',
      when: match.error('node-fetch:AbortError'),
      // Not expected: it has a budget, and a server that never answers in time is news.
      verdict: 'transient',
      reason:
        'The request was called off, because nobody waits for it any more or its time was over, which look alike.',
      source: ERRORS,
    },
  ],
})
