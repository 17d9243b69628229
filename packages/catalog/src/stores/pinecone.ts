import { defineLibrary, match } from '@sentry-presets/core'

const FETCH = 'https://github.com/pinecone-io/pinecone-ts-client/blob/main/src/utils/fetch.ts'
const ERRORS = 'https://github.com/pinecone-io/pinecone-ts-client/blob/main/src/errors/http.ts'
const LIMITS = 'https://docs.pinecone.io/reference/api/database-limits/rate-limits'

/** Pinecone's client. Its errors keep neither status nor answer, only a class and a text. */
export const pinecone = defineLibrary({
  name: 'pinecone',
  packages: ['@pinecone-database/pinecone'],
  brands: [{ fields: ['name', 'cause'], says: /^Pinecone[A-Z]/ }],
  wrappers: [
    { when: match.error('pinecone:PineconeConnectionError'), through: ['cause'] },
    {
      // Of the generated code below it, as in other generated clients.
      when: match.all(
        match.error('*:FetchError'),
        match.message(/^The request failed and the interceptors did not return an alternative response$/),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'pinecone/authentication',
      when: match.error('pinecone:PineconeAuthorizationError'),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong or was revoked, and stays so until somebody changes it.',
      source: ERRORS,
    },
    {
      id: 'pinecone/quota',
      when: match.any(
        match.error('pinecone:PineconePaymentRequiredError'),
        match.all(
          match.error('pinecone:PineconeUnmappedHttpError'),
          match.any(
            match.message(/ Status: 402\./),
            match.message(/for the current month|upgrade your plan/),
          ),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The plan is used up or not paid for: it may look like a rate limit, but no retry succeeds until somebody acts.',
      source: LIMITS,
    },
    {
      id: 'pinecone/rate-limit',
      when: match.all(match.error('pinecone:PineconeUnmappedHttpError'), match.message(/ Status: 429\./)),
      verdict: 'transient',
      reason: 'Pinecone asked to slow down.',
      source: LIMITS,
    },
    {
      id: 'pinecone/server-error',
      when: match.error('pinecone:PineconeMaxRetriesExceededError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Pinecone answered with a fault of its own each time the client tried; the client does not say with which.',
      source: FETCH,
    },
  ],
})
