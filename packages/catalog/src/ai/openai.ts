import { defineLibrary, match } from '@sentry-presets/core'
import {
  QUOTA_CODES,
  SAYS_DAILY_LIMIT,
  SAYS_NO_CREDIT,
  SAYS_QUOTA,
  SAYS_TOO_LARGE,
} from './account-limits.js'
import { hasFailed } from '../http/upstream-status.js'

const ERRORS = 'https://github.com/openai/openai-node/blob/master/src/core/error.ts'
const CODES = 'https://platform.openai.com/docs/guides/error-codes'
const RETRIES = 'https://github.com/openai/openai-node#retries'
const LIMITS = 'https://platform.openai.com/docs/guides/rate-limits'
const STREAMING = 'https://github.com/openai/openai-node/blob/master/src/core/streaming.ts'

/** OpenRouter asks with this 402 to wait until the requests that are under way have been paid. */
const IN_FLIGHT = match.field('error.metadata.limit_source', 'openrouter_in_flight_budget')

/** What OpenAI says in a stream that has begun, and the statuses that routers say there as codes. */
const CODES_MID_STREAM = [
  'server_error',
  'server_is_overloaded',
  'rate_limit_exceeded',
  'slow_down',
  ...([408, 429, 500, 502, 503, 504, 529] as const),
] as const

/** openai, and whatever else is reached through it (OpenRouter, Azure). Its classes all have the name `Error`. */
export const openai = defineLibrary({
  name: 'openai',
  // `param` tells them from the errors of other clients that are generated in the same way.
  brands: [{ fields: ['requestID', 'headers', 'status', 'param'] }],
  wrappers: [
    {
      when: match.any(
        match.error('openai:APIConnectionError'),
        // A minifier mangles the class, not the text.
        match.all(match.error('openai:*'), match.message(/^Connection error\./)),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'openai/insufficient-quota',
      when: match.any(
        ...QUOTA_CODES.map((code) => match.error(`openai:#${code}`)),
        match.all(
          match.error('openai:*'),
          match.any(match.field('type', 'insufficient_quota'), SAYS_NO_CREDIT),
        ),
        match.all(
          match.any(match.error('openai:#402'), match.all(match.error('openai:*'), match.status(402))),
          match.not(IN_FLIGHT),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has no credit left: it looks like a rate limit, but no retry succeeds until somebody pays.',
      source: CODES,
    },
    {
      id: 'openai/daily-limit',
      when: match.all(
        match.error('openai:*'),
        match.any(SAYS_DAILY_LIMIT, match.field('error.metadata.limit_source', 'openrouter_free_tier_daily')),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'What the account may use in a day is used up, so that requests go on failing until somebody raises the limit or asks less.',
      source: LIMITS,
    },
    {
      id: 'openai/request-too-large',
      when: match.all(match.error('openai:*'), SAYS_TOO_LARGE),
      verdict: 'bug',
      veto: true,
      reason:
        'This one request asks for more tokens than a minute may hold, so that it fails however often it is tried again.',
      source: LIMITS,
    },
    {
      id: 'openai/authentication',
      when: match.all(
        match.error('openai:*'),
        match.any(
          match.status(401),
          match.status(403),
          match.error('openai:#401'),
          match.error('openai:#403'),
          match.error('openai:#invalid_api_key'),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, revoked or lacks a permission, and stays so until somebody changes it.',
      source: CODES,
    },
    {
      id: 'openai/rate-limit',
      when: match.all(
        match.error('openai:*'),
        match.any(match.status(429), match.all(match.status(402), IN_FLIGHT)),
        match.not(SAYS_QUOTA),
      ),
      verdict: 'transient',
      reason: 'The provider asked to slow down; the client waits and tries again, or another model answers.',
      source: ERRORS,
    },
    {
      id: 'openai/server-error',
      when: match.all(match.error('openai:*'), match.any(match.status(408), match.status(409), hasFailed)),
      verdict: 'transient',
      reason: 'The provider failed or was overloaded; the client itself tries these again.',
      source: RETRIES,
    },
    {
      id: 'openai/failed-mid-stream',
      when: match.all(
        match.not(match.status(100, 599)),
        match.any(
          ...CODES_MID_STREAM.map((code) => match.error(`openai:#${code}`)),
          match.all(match.error('openai:*'), match.field('type', 'server_error')),
        ),
        match.not(SAYS_QUOTA),
      ),
      verdict: 'transient',
      reason:
        'The answer had begun when the model or the provider behind a router failed or was overloaded, which another request repairs.',
      source: STREAMING,
    },
    {
      id: 'openai/timeout',
      when: match.any(
        match.error('openai:APIConnectionTimeoutError'),
        match.all(match.error('openai:*'), match.message(/^Request timed out\./)),
      ),
      verdict: 'transient',
      reason:
        'The provider did not answer within the timeout of the client, which tries such requests again.',
      source: ERRORS,
    },
    {
      id: 'openai/aborted',
      when: match.any(
        match.error('openai:APIUserAbortError'),
        match.all(match.error('openai:*'), match.message(/^Request was aborted\.$/)),
      ),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: ERRORS,
    },
  ],
})
