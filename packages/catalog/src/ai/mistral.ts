import { defineLibrary, match } from '@sentry-presets/core'

const CLASSES = 'https://github.com/mistralai/client-ts#error-handling'
const LIMITS = 'https://docs.mistral.ai/deployment/ai-studio/tier'

/** @mistralai/mistralai. Its generator gives other clients the same fields; the body tells whose answer it was. */
export const mistral = defineLibrary({
  name: 'mistral',
  packages: ['@mistralai/mistralai'],
  brands: [{ fields: ['body', 'statusCode', 'contentType', 'rawResponse'], says: '"raw_status_code":' }],
  wrappers: [{ when: match.error('mistral:ConnectionError'), through: ['cause'] }],
  rules: [
    {
      id: 'mistral/authentication',
      when: match.all(
        match.error('mistral:*'),
        match.any(match.status(401), match.status(402), match.status(403)),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The key is wrong or revoked, or what was paid for is used up, and stays so until somebody changes it.',
      source: 'https://docs.mistral.ai/api',
    },
    {
      id: 'mistral/rate-limit',
      when: match.all(match.error('mistral:*'), match.status(429)),
      verdict: 'transient',
      // A limit for the month is answered in the same words as one for the second.
      budget: { max: 20, per: '10m' },
      reason: 'The provider asked to slow down or had no capacity; if it lasts, the plan is too small.',
      source: LIMITS,
    },
    {
      id: 'mistral/server-error',
      when: match.all(match.error('mistral:*'), match.any(match.status(500), match.status(502, 504))),
      verdict: 'transient',
      reason: 'The provider failed or was overloaded; these are the statuses the client itself tries again.',
      source: CLASSES,
    },
    {
      id: 'mistral/timeout',
      when: match.error('mistral:RequestTimeoutError'),
      verdict: 'transient',
      reason: 'The provider did not answer within the timeout of the client.',
      source: CLASSES,
    },
    {
      id: 'mistral/aborted',
      when: match.error('mistral:RequestAbortedError'),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: CLASSES,
    },
  ],
})
