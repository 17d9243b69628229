import { defineLibrary, match } from '@sentry-presets/core'

const CLIENT = 'https://github.com/qdrant/qdrant-js/blob/master/packages/js-client-rest/src/api-client.ts'
const ERRORS = 'https://github.com/qdrant/qdrant-js/blob/master/packages/js-client-rest/src/errors.ts'

/** Qdrant's REST client: ApiErrors carry the server's answer, what the network reports is Node's. */
export const qdrant = defineLibrary({
  name: 'qdrant',
  packages: ['@qdrant/js-client-rest', '@qdrant/openapi-typescript-fetch'],
  brands: [
    { fields: ['statusText', 'headers', 'url', 'status', 'data'] },
    { fields: ['name', 'retry_after'], says: /^QdrantClient[A-Z]/ },
  ],
  rules: [
    {
      id: 'qdrant/authentication',
      when: match.all(match.error('qdrant:*'), match.any(match.status(401), match.status(403))),
      verdict: 'bug',
      veto: true,
      reason: 'The key is missing, wrong or lacks a right, and stays so until somebody changes it.',
      source: 'https://qdrant.tech/documentation/guides/security/#authentication',
    },
    {
      id: 'qdrant/rate-limit',
      when: match.any(
        match.all(match.error('qdrant:*'), match.field('retry_after')),
        match.all(match.error('qdrant:*'), match.status(429)),
      ),
      verdict: 'transient',
      reason: 'The vector store asked to slow down, and often says for how long.',
      source: ERRORS,
    },
    {
      id: 'qdrant/unavailable',
      when: match.all(match.error('qdrant:*'), match.status(502, 504)),
      verdict: 'transient',
      reason: 'The vector store, or a proxy before it, was restarting or overloaded.',
      source: CLIENT,
    },
    {
      id: 'qdrant/timeout',
      when: match.error('qdrant:QdrantClientTimeoutError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The vector store did not answer within the timeout of the client; if it lasts, a search is too expensive.',
      source: CLIENT,
    },
  ],
})
