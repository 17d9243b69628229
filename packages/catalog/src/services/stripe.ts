import { defineLibrary, match } from '@sentry-presets/core'
import { hasFailed } from '../http/upstream-status.js'

const ERRORS = 'https://docs.stripe.com/api/errors'
const CLIENT = 'https://github.com/stripe/stripe-node/blob/master/src/RequestSender.ts'

/**
 * stripe, whose classes all have the name `Error`. What signs a webhook is left alone: an unsigned or wrongly signed
 * one is an attempt by a stranger as often as a wrong secret, and only a person can tell which.
 */
export const stripe = defineLibrary({
  name: 'stripe',
  brands: [{ fields: ['rawType', 'requestId', 'userMessage'] }],
  wrappers: [
    // A timeout has another text, and a TypeError for its detail, which would pass for a bug.
    {
      when: match.all(
        match.error('stripe:*'),
        match.message(/^An error occurred with our connection to Stripe\./),
      ),
      through: ['detail'],
    },
    {
      when: match.any(
        match.error('stripe:HttpClientResponseBodyError'),
        match.all(match.error('*:#ECONNRESET'), match.message(/^Failed to read the response body$/)),
      ),
      through: ['exception'],
    },
  ],
  rules: [
    {
      id: 'stripe/authentication',
      when: match.all(match.error('stripe:*'), match.any(match.status(401), match.status(403))),
      verdict: 'bug',
      veto: true,
      reason: 'The key is wrong, expired or lacks a permission, and stays so until somebody changes it.',
      source: ERRORS,
    },
    {
      id: 'stripe/test-mode',
      when: match.all(match.error('stripe:*'), match.field('decline_code', 'test_mode_live_card')),
      verdict: 'bug',
      veto: true,
      reason: 'A customer paid with a real card, but the application uses the key of the test mode.',
      source: 'https://docs.stripe.com/declines/codes',
    },
    {
      id: 'stripe/quota-exceeded',
      when: match.any(
        match.error('stripe:QuotaExceededError'),
        match.all(match.error('stripe:*'), match.field('rawType', 'quota_exceeded')),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The account has used up what it may have of something, which looks like a rate limit but does not pass by itself.',
      source: 'https://github.com/stripe/stripe-node/blob/master/src/Error.ts',
    },
    {
      id: 'stripe/card-declined',
      when: match.all(
        match.error('stripe:*'),
        match.status(402),
        match.field('rawType', 'card_error'),
        // An application that charges twice, or a wrong sum, hears of it in this way.
        match.not(match.field('decline_code', 'duplicate_transaction', 'invalid_amount')),
      ),
      verdict: 'expected',
      reason: 'The bank declined the card or the customer mistyped it, and the customer is told so.',
      source: 'https://docs.stripe.com/declines',
    },
    {
      id: 'stripe/rate-limit',
      when: match.all(
        match.error('stripe:*'),
        match.any(match.status(429), match.error('stripe:#rate_limit')),
      ),
      verdict: 'transient',
      reason:
        'Stripe asked to slow down, or another request held the same object; the call may be made again.',
      source: 'https://docs.stripe.com/rate-limits',
    },
    {
      id: 'stripe/conflict',
      when: match.all(match.error('stripe:*'), match.status(409)),
      verdict: 'transient',
      reason: 'Two requests met over the same object or idempotency key; the client itself tries again.',
      source: CLIENT,
    },
    {
      id: 'stripe/server-error',
      when: match.all(match.error('stripe:*'), hasFailed),
      verdict: 'transient',
      reason: 'Stripe failed or was overloaded; the client itself tries these again.',
      source: CLIENT,
    },
    {
      id: 'stripe/timeout',
      when: match.all(
        match.error('stripe:*'),
        match.message(/^Request aborted due to timeout being reached \(\d{1,10}ms\)$/),
      ),
      verdict: 'transient',
      reason: 'Stripe did not answer within the timeout of the client, which tries such requests again.',
      source: CLIENT,
    },
  ],
})
