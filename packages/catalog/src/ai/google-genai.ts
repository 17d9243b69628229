import { defineLibrary, match, type Matcher } from '@sentry-presets/core'
import { SAYS_QUOTA } from './account-limits.js'

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
      // Others' answers have this form too, but no status like "UNAVAILABLE" after the message.
      match.message(/^\{"error":\{"code":[45]\d\d,"message":"[^]*","status":"[A-Z]/),
      match.message(/^got status: [A-Z_]{1,32}\. \{"error":\{"code":/),
    ),
  ),
)

/** An answer of Google, from either of the two clients in this package. */
const ANSWER = match.any(API_ERROR, match.error('google-genai:*'))

/** Where the errors of `interactions` name the quotas that are used up. */
const QUOTA_IDS = [0, 1, 2].flatMap((detail) =>
  [0, 1, 2].map((violation) => `error.error.details.${detail}.violations.${violation}.quotaId`),
)

/** Of which kind a quota is, by its name; the message of an `ApiError` may be cut off before that is said. */
function isQuotaPer(span: 'Day' | 'Minute'): Matcher {
  const name = new RegExp(`Per${span}`)
  return match.any(match.message(name), ...QUOTA_IDS.map((path) => match.field(path, name)))
}

/** Of several quotas in a message the last may be cut off, and be the one for the day. */
const SAYS_SEVERAL = match.any(
  match.message(/Quota exceeded for metric[^]*Quota exceeded for metric/),
  match.message(/"quotaId"[^]*"quotaId"/),
)

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
      when: match.all(ANSWER, match.status(429), match.any(match.message('limit: 0'), isQuotaPer('Day'))),
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
        match.any(match.not(SAYS_QUOTA), match.all(isQuotaPer('Minute'), match.not(SAYS_SEVERAL))),
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
