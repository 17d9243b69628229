import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/node-fetch/node-fetch/blob/2.x/ERROR-HANDLING.md'

/** node-fetch, which clients such as grammY bring along. It copies the code of the system's error and drops the error. */
export const nodeFetch = defineLibrary({
  name: 'node-fetch',
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
      source: SOURCE,
    },
  ],
})
