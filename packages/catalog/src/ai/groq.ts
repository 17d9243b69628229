import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_DAILY_LIMIT } from './account-limits.js'
import { hasFailed } from '../http/upstream-status.js'

const ERRORS = 'https://console.groq.com/docs/errors'
const LIMITS = 'https://console.groq.com/docs/rate-limits'
const CLASSES = 'https://github.com/groq/groq-typescript/blob/main/src/core/error.ts'

/**
 * groq-sdk: the code is two levels down, in the body. Its errors have no field that those of other generated clients
 * have not, so that they are known by their stack alone and are nobody's in a bundle.
 */
export const groq = defineLibrary({
  name: 'groq',
  packages: ['groq-sdk'],
  wrappers: [{ when: match.error('groq:APIConnectionError'), through: ['cause'] }],
  rules: [
    {
      id: 'groq/exhausted-quota',
      when: match.all(
        match.error('groq:*'),
        match.any(SAYS_DAILY_LIMIT, match.field('error.error.code', 'blocked_api_access')),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'What the account may use in a day or spend in a month is used up, so that requests go on failing until somebody raises it.',
      source: LIMITS,
    },
    {
      id: 'groq/authentication',
      when: match.all(match.error('groq:*'), match.any(match.status(401), match.status(403))),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, revoked or lacks a permission, and stays so until somebody changes it.',
      source: ERRORS,
    },
    {
      id: 'groq/rate-limit',
      when: match.all(match.error('groq:*'), match.status(429)),
      verdict: 'transient',
      reason: 'The provider asked to slow down; the client waits and tries again, or another model answers.',
      source: LIMITS,
    },
    {
      id: 'groq/server-error',
      when: match.all(
        match.error('groq:*'),
        // 498 is a status of Groq's own: the tier that is served when there is room had none.
        match.any(match.status(408), match.status(409), match.status(498), hasFailed),
      ),
      verdict: 'transient',
      reason: 'The provider failed or had no capacity, and asks to be asked again.',
      source: ERRORS,
    },
    {
      id: 'groq/timeout',
      when: match.error('groq:APIConnectionTimeoutError'),
      verdict: 'transient',
      reason:
        'The provider did not answer within the timeout of the client, which tries such requests again.',
      source: CLASSES,
    },
    {
      id: 'groq/aborted',
      when: match.error('groq:APIUserAbortError'),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: CLASSES,
    },
  ],
})
