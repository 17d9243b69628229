import type { Case } from '../proof/proof.ts'
import type { ANSWERS } from './stripe-stub.ts'

type Expected = Omit<Case<never, never>, 'name' | 'provoke'>

type Decision = Pick<Expected, 'verdict' | 'rule'>

const CARD: Decision = { verdict: 'expected', rule: 'stripe/card-declined' }
const RATE_LIMIT: Decision = { verdict: 'transient', rule: 'stripe/rate-limit' }
const KEY: Decision = { verdict: 'bug', rule: 'stripe/authentication' }
const BUG: Decision = { verdict: 'bug', rule: undefined }

/** What becomes of each answer that the stub has by name: a sentence, and what the rules say of it. */
export const EXPECTED: Readonly<Record<Exclude<keyof typeof ANSWERS, 'quota'>, readonly [string, Expected]>> =
  {
    declined: ['holds back a declined card', { identity: 'StripeCardError#card_declined', ...CARD }],
    mistyped: ['holds back a mistyped card', { identity: 'StripeCardError#incorrect_cvc', ...CARD }],
    testmode: [
      'keeps a real card in the test mode',
      {
        identity: 'StripeCardError#card_declined',
        verdict: 'bug',
        rule: 'stripe/test-mode',
        nearMissOf: ['stripe/card-declined'],
      },
    ],
    twice: [
      'keeps a payment that was made already',
      { identity: 'StripeCardError#card_declined', ...BUG, nearMissOf: ['stripe/card-declined'] },
    ],
    sum: [
      'keeps a sum that a card cannot pay',
      { identity: 'StripeCardError#card_declined', ...BUG, nearMissOf: ['stripe/card-declined'] },
    ],
    unfinished: [
      'keeps a payment that failed for no card',
      {
        identity: 'StripeCardError#payment_intent_unexpected_state',
        ...BUG,
        nearMissOf: ['stripe/card-declined', 'stripe/test-mode'],
      },
    ],
    ratelimit: ['holds back a rate limit', { identity: 'StripeRateLimitError#rate_limit', ...RATE_LIMIT }],
    oldratelimit: [
      'holds back a rate limit that has the status 400',
      { identity: 'StripeRateLimitError#rate_limit', ...RATE_LIMIT },
    ],
    locked: [
      'holds back an object that is locked',
      {
        identity: 'StripeRateLimitError#lock_timeout',
        ...RATE_LIMIT,
        nearMissOf: ['stripe/quota-exceeded', 'stripe/conflict'],
      },
    ],
    conflict: [
      'holds back a request that is on its way already',
      {
        identity: 'StripeAPIError#idempotency_key_in_use',
        verdict: 'transient',
        rule: 'stripe/conflict',
        nearMissOf: ['stripe/server-error'],
      },
    ],
    reusedkey: [
      'keeps an idempotency key that was used for something else',
      { identity: 'StripeIdempotencyError', ...BUG, nearMissOf: ['stripe/conflict'] },
    ],
    apierror: [
      'holds back an error of the server',
      { identity: 'StripeAPIError', verdict: 'transient', rule: 'stripe/server-error' },
    ],
    unavailable: [
      'holds back an overloaded server',
      { identity: 'StripeAPIError', verdict: 'transient', rule: 'stripe/server-error' },
    ],
    wrongkey: ['keeps a wrong key', { identity: 'StripeAuthenticationError', ...KEY }],
    expiredkey: ['keeps an expired key', { identity: 'StripeAuthenticationError#api_key_expired', ...KEY }],
    forbidden: ['keeps a key that lacks a permission', { identity: 'StripePermissionError', ...KEY }],
    missing: [
      'keeps an object that does not exist',
      {
        identity: 'StripeInvalidRequestError#resource_missing',
        ...BUG,
        nearMissOf: ['stripe/rate-limit', 'stripe/authentication'],
      },
    ],
    parameter: [
      'keeps a parameter that does not exist',
      {
        identity: 'StripeInvalidRequestError#parameter_unknown',
        ...BUG,
        nearMissOf: ['stripe/rate-limit', 'stripe/conflict'],
      },
    ],
    unimplemented: [
      'keeps a 501, which no other request mends',
      { identity: 'StripeAPIError', ...BUG, nearMissOf: ['stripe/server-error'] },
    ],
    dependency: [
      'keeps a failure beyond Stripe',
      { identity: 'StripeAPIError', ...BUG, nearMissOf: ['stripe/server-error'] },
    ],
  }
