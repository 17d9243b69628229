import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE =
  'https://github.com/chroma-core/chroma/blob/main/clients/new-js/packages/chromadb/src/errors.ts'

export const chromadb = defineLibrary({
  name: 'chromadb',
  rules: [
    {
      id: 'chromadb/unauthorized',
      when: match.any(
        match.error('chromadb:ChromaUnauthorizedError'),
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
      when: match.error('chromadb:ChromaConnectionError'),
      verdict: 'transient',
      // The client drops the reason: a mistyped address looks the same, and must be heard of even if seldom asked for.
      budget: { max: 20, per: '1h' },
      reason:
        'The vector store did not answer or was restarting; if it lasts, its address or its certificate is wrong.',
      source: SOURCE,
    },
    {
      id: 'chromadb/rate-limit',
      when: match.error('chromadb:ChromaRateLimitError'),
      verdict: 'transient',
      reason: 'The vector store asked to slow down.',
      source: SOURCE,
    },
  ],
})
