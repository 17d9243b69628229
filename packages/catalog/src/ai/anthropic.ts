import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_DAILY_LIMIT } from './account-limits.js'
import { hasFailed } from '../http/upstream-status.js'

const ERRORS = 'https://platform.claude.com/docs/en/api/errors'
const CLASSES = 'https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/core/error.ts'
const RETRIES = 'https://github.com/anthropics/anthropic-sdk-typescript#retries'

/** @anthropic-ai/sdk: `type` says in the API's words what went wrong, in the middle of a stream too. */
export const anthropic = defineLibrary({
  name: 'anthropic',
  packages: ['@anthropic-ai/sdk'],
  brands: [{ fields: ['workspaceID', 'requestID', 'headers', 'status'] }],
  wrappers: [
    {
      when: match.any(
        match.error('anthropic:APIConnectionError'),
        // A minifier mangles the class, not the text.
        match.all(match.error('anthropic:*'), match.message(/^Connection error\./)),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'anthropic/exhausted-quota',
      when: match.all(
        match.error('anthropic:*'),
        match.any(
          match.status(402),
          match.field('type', 'billing_error'),
          match.field(
            'error.error.details.error_code',
            'contract_spend_limit_reached',
            'enforced_spend_limit_reached',
          ),
          match.message('credit balance is too low'),
          match.message('required for long context requests'),
          match.message('reached your specified API usage limits'),
          SAYS_DAILY_LIMIT,
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The credit, the spending limit or the limit for the day is used up: no retry succeeds until somebody pays or raises it.',
      source: ERRORS,
    },
    {
      id: 'anthropic/authentication',
      when: match.all(
        match.error('anthropic:*'),
        match.any(
          match.status(401),
          match.status(403),
          match.field('type', 'authentication_error', 'permission_error'),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, revoked or lacks a permission, and stays so until somebody changes it.',
      source: ERRORS,
    },
    {
      id: 'anthropic/rate-limit',
      when: match.all(
        match.error('anthropic:*'),
        match.any(match.status(429), match.field('type', 'rate_limit_error')),
      ),
      verdict: 'transient',
      reason: 'The provider asked to slow down; the client waits and tries again, or another model answers.',
      source: ERRORS,
    },
    {
      id: 'anthropic/overloaded',
      when: match.all(
        match.error('anthropic:*'),
        match.any(match.status(529), match.field('type', 'overloaded_error')),
      ),
      verdict: 'transient',
      reason:
        'The provider had too much to do, before it answered or while it did, and asks to be asked again.',
      source: ERRORS,
    },
    {
      id: 'anthropic/server-error',
      when: match.all(
        match.error('anthropic:*'),
        match.any(
          match.status(408),
          match.status(409),
          hasFailed,
          match.field('type', 'api_error', 'timeout_error'),
        ),
        // The key is the customer's own, and nobody else can say why it is out of reach.
        match.not(match.field('error.error.details.error_code', 'cmek_key_unreachable')),
      ),
      verdict: 'transient',
      reason: 'The provider failed; the client itself tries these again.',
      source: RETRIES,
    },
    {
      id: 'anthropic/timeout',
      when: match.any(
        match.error('anthropic:APIConnectionTimeoutError'),
        match.all(match.error('anthropic:*'), match.message(/^Request timed out\./)),
      ),
      verdict: 'transient',
      reason:
        'The provider did not answer within the timeout of the client, which tries such requests again.',
      source: CLASSES,
    },
    {
      id: 'anthropic/aborted',
      when: match.any(
        match.error('anthropic:APIUserAbortError'),
        match.all(match.error('anthropic:*'), match.message(/^Request was aborted\.$/)),
      ),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: CLASSES,
    },
  ],
})
