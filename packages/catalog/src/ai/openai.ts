import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/openai/openai-node/blob/master/src/core/error.ts'

/** openai, and whatever else is reached through it (OpenRouter, Azure). Its classes all have the name `Error`. */
export const openai = defineLibrary({
  name: 'openai',
  // `param` tells them from the errors of other clients that are generated in the same way.
  brands: [{ fields: ['requestID', 'headers', 'status', 'param'] }],
  wrappers: [{ when: match.error('openai:APIConnectionError'), through: ['cause'] }],
  rules: [
    {
      id: 'openai/insufficient-quota',
      when: match.any(
        match.error('openai:#insufficient_quota'),
        match.error('openai:#billing_not_active'),
        match.error('openai:#billing_hard_limit_reached'),
        match.all(match.error('openai:*'), match.field('type', 'insufficient_quota')),
        match.all(match.error('openai:*'), match.status(402)),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has no credit left: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'openai/authentication',
      when: match.all(match.error('openai:*'), match.any(match.status(401), match.status(403))),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, revoked or lacks a permission, and stays so until somebody changes it.',
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      id: 'openai/rate-limit',
      when: match.all(match.error('openai:*'), match.status(429)),
      verdict: 'transient',
      reason: 'The provider asked to slow down; the client waits and tries again, or another model answers.',
      source: SOURCE,
    },
    {
      id: 'openai/server-error',
      when: match.all(
        match.error('openai:*'),
        match.any(match.status(408), match.status(409), match.status(500, 599)),
      ),
      verdict: 'transient',
      reason: 'The provider failed or was overloaded; these are the statuses the client itself tries again.',
      source: 'https://github.com/openai/openai-node#retries',
    },
    {
      id: 'openai/timeout',
      when: match.error('openai:APIConnectionTimeoutError'),
      verdict: 'transient',
      reason:
        'The provider did not answer within the timeout of the client, which tries such requests again.',
      source: SOURCE,
    },
    {
      id: 'openai/aborted',
      when: match.error('openai:APIUserAbortError'),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: SOURCE,
    },
  ],
})
