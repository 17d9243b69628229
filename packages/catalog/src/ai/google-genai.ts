import { defineLibrary, match, type Matcher } from '@sentry-presets/core'

const ERRORS = 'https://github.com/googleapis/js-genai/blob/main/src/errors.ts'
const LIMITS = 'https://ai.google.dev/gemini-api/docs/rate-limits'
const CODES = 'https://ai.google.dev/gemini-api/docs/troubleshooting'

/** What everything but `interactions` throws: its message is the body of the answer, written out. */
const API_ERROR = match.any(
  match.error('google-genai:ApiError'),
  // In a bundle nothing is left but the name that it gives itself, which others use too, and Google's own text.
  match.all(
    match.error('*:ApiError'),
    match.any(
      match.message(/^\{"error":\{"code":[45]\d\d,"message":/),
      match.message(/^got status: [A-Z_]{1,32}\. \{"error":\{"code":/),
    ),
  ),
)

/** An answer of Google, from either of the two clients in this package. */
const ANSWER = match.any(API_ERROR, match.error('google-genai:*'))

/** What is said of a quota, in the message or in the body beside it. */
function says(text: string): Matcher {
  return match.any(match.message(text), match.field('body', new RegExp(text)))
}

/** @google/genai: `ApiError`, and the classes of `interactions`, which are like those of openai. */
export const googleGenai = defineLibrary({
  name: 'google-genai',
  packages: ['@google/genai'],
  brands: [{ fields: ['rawResponse', 'contentType', 'statusCode', 'status', 'error'] }],
  wrappers: [
    {
      when: match.any(
        match.error('google-genai:APIConnectionError'),
        match.error('google-genai:ConnectionError'),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'google-genai/authentication',
      when: match.all(
        ANSWER,
        match.any(
          match.status(401),
          match.status(403),
          match.all(match.status(400), match.message('API key not valid')),
          match.all(match.status(400), match.message('API key expired')),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, expired or lacks a permission, and stays so until somebody changes it.',
      source: CODES,
    },
    {
      id: 'google-genai/exhausted-quota',
      when: match.all(ANSWER, match.status(429), match.any(says('limit: 0'), says('PerDay'))),
      verdict: 'bug',
      veto: true,
      reason:
        'The quota for the day is used up or there is none at all for this model: the delay that the answer names is of no use.',
      source: LIMITS,
    },
    {
      id: 'google-genai/rate-limit',
      when: match.all(
        ANSWER,
        match.status(429),
        // A quota is one for the day unless the answer says otherwise within what is read of it.
        match.any(match.not(says('exceeded your current quota')), says('PerMinute')),
      ),
      verdict: 'transient',
      reason: 'The quota for this minute is used up or the model is in demand, which passes within a minute.',
      source: LIMITS,
    },
    {
      id: 'google-genai/server-error',
      when: match.all(ANSWER, match.any(match.status(408), match.status(500), match.status(502, 504))),
      verdict: 'transient',
      reason:
        'The model was overloaded or Google failed; these are the statuses that the client can try again.',
      source: CODES,
    },
    {
      id: 'google-genai/timeout',
      when: match.any(
        match.error('google-genai:APIConnectionTimeoutError'),
        match.all(match.error('google-genai:*'), match.message(/^Request timed out[:.]/)),
      ),
      verdict: 'transient',
      reason: 'Google did not answer within the timeout of the client.',
      source: ERRORS,
    },
    {
      id: 'google-genai/aborted',
      when: match.any(
        match.error('google-genai:APIUserAbortError'),
        match.all(
          match.error('google-genai:*'),
          match.message(/^Request (?:was aborted\.|aborted by client)/),
        ),
      ),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: ERRORS,
    },
  ],
})
