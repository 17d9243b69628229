import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE =
  'https://github.com/chroma-core/chroma/blob/main/clients/new-js/packages/chromadb/src/errors.ts'
const FETCH =
  'https://github.com/chroma-core/chroma/blob/main/clients/new-js/packages/chromadb/src/chroma-fetch.ts'

export const chromadb = defineLibrary({
  name: 'chromadb',
  brands: [{ fields: ['name', 'cause'], says: /^Chroma[A-Z]/ }],
  // Version 2 says why; version 3 drops the reason.
  wrappers: [{ when: match.error('chromadb:ChromaConnectionError'), through: ['cause'] }],
  rules: [
    {
      id: 'chromadb/unauthorized',
      when: match.any(
        match.error('chromadb:ChromaUnauthorizedError'),
        // What the one above calls itself.
        match.error('chromadb:ChromaAuthError'),
        match.error('chromadb:ChromaForbiddenError'),
        match.error('chromadb:ChromaQuotaExceededError'),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The key, its rights or the quota of the account are exhausted or wrong until somebody changes them.',
      source: SOURCE,
    },
    {
      id: 'chromadb/unreachable',
      when: match.any(
        // Where version 2 says why, that decides.
        match.all(match.error('chromadb:ChromaConnectionError'), match.not(match.field('cause'))),
        // What version 2 called a ChromaConnectionError: a gateway's answer, which has no text of the server's.
        match.all(match.error('chromadb:ChromaServerError'), match.message(/^50[234]: /)),
      ),
      verdict: 'transient',
      // Version 3 drops the reason: a mistyped address looks the same, and must be heard of even if seldom asked for.
      budget: { max: 20, per: '1h' },
      reason:
        'The vector store did not answer or was restarting; if it lasts, its address or its certificate is wrong.',
      source: FETCH,
    },
    {
      id: 'chromadb/rate-limit',
      when: match.any(
        match.error('chromadb:ChromaRateLimitError'),
        match.all(match.error('chromadb:Error'), match.message(/^Failed to fetch \S+ with status 429: /)),
      ),
      verdict: 'transient',
      reason: 'The vector store asked to slow down.',
      source: FETCH,
    },
  ],
})
