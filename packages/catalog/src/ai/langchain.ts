import { defineLibrary, match } from '@sentry-presets/core'

const CLIENT =
  'https://github.com/langchain-ai/langchainjs/blob/main/libs/providers/langchain-openai/src/utils/client.ts'

/** It takes on the name and the message of what it carries, which alone can be judged. */
const OF_MIDDLEWARE = match.field('~brand', 'MiddlewareError')

/**
 * LangChain. The errors of a provider's client pass through it with an `lc_error_code` and often a new name, and stay
 * the client's: only what it makes anew is its own.
 */
export const langchain = defineLibrary({
  name: 'langchain',
  packages: [
    'langchain',
    '@langchain/core',
    '@langchain/classic',
    '@langchain/community',
    '@langchain/langgraph',
    '@langchain/anthropic',
    '@langchain/google-genai',
    '@langchain/groq',
    '@langchain/mistralai',
    '@langchain/openai',
  ],
  brands: [{ fields: ['~brand', 'name'], says: /^MiddlewareError$/ }],
  wrappers: [
    {
      when: match.all(match.error('langchain:*'), OF_MIDDLEWARE),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'langchain/timeout',
      when: match.all(
        match.error('langchain:TimeoutError'),
        match.message(/^Request timed out\./),
        match.not(OF_MIDDLEWARE),
      ),
      verdict: 'transient',
      reason: 'The provider did not answer within the timeout of the model.',
      source: CLIENT,
    },
    {
      id: 'langchain/aborted',
      when: match.any(
        match.error('langchain:ModelAbortError'),
        match.all(match.error('langchain:Error'), match.message(/^Abort(?:Error|ed)?$/)),
        match.all(
          match.error('langchain:AbortError'),
          match.message(/^Request was aborted\./),
          match.not(OF_MIDDLEWARE),
        ),
      ),
      // Not expected: it has a budget, and a provider that never answers in time is news.
      verdict: 'transient',
      reason: 'The application called the request off, or gave it a time that ran out, which look alike.',
      source: CLIENT,
    },
  ],
})
