import { stripe } from '@sentry-presets/catalog'
import type Stripe from 'stripe'
import { type Endpoint, findClosedPort } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { EXPECTED } from './stripe-answers.ts'
import { openStripeStub } from './stripe-stub.ts'

interface Module {
  readonly default: typeof Stripe
}

interface World {
  readonly api: Endpoint
  readonly closedPort: number
}

const BUG = { verdict: 'bug', rule: undefined } as const

export const stripeProof = defineProof<Module, World>({
  library: stripe,
  against: 'a stub of the HTTP API',
  modules: { stripe: () => import('stripe'), 'stripe-22': () => import('stripe-22') },
  bundle: { entry: "export { default } from 'stripe'" },
  open: async () => ({ api: await openStripeStub(), closedPort: await findClosedPort() }),
  close: ({ api }) => api.close(),
  cases: [
    ...Object.entries(EXPECTED).map(([charge, [name, expected]]) => ({
      name,
      provoke: (module: Module, { api }: World) => ask(module, api.port, charge),
      ...expected,
      identity: `stripe:${String(expected.identity)}`,
    })),
    {
      name: 'keeps a quota that is used up',
      provoke: (module, { api }) =>
        rejectionOf(connect(module, api.port).rawRequest('GET', '/v2/core/quota')),
      identity: /^stripe:(QuotaExceededError|StripeRateLimitError)#quota_exceeded$/,
      verdict: 'bug',
      rule: 'stripe/quota-exceeded',
      nearMissOf: ['stripe/rate-limit'],
    },
    {
      name: 'keeps a code of an account that was connected before',
      provoke: (module, { api }) =>
        rejectionOf(connect(module, api.port).rawRequest('GET', '/v1/oauth/redeemed')),
      identity: 'stripe:StripeInvalidGrantError',
      ...BUG,
      nearMissOf: ['stripe/authentication'],
    },
    {
      name: 'holds back an answer that does not come',
      provoke: (module, { api }) => ask(module, api.port, 'hang', { timeout: 50 }),
      identity: 'stripe:StripeConnectionError',
      verdict: 'transient',
      rule: 'stripe/timeout',
      nearMissOf: ['node/programming-error'],
    },
    {
      name: 'holds back an answer that stands still',
      provoke: (module, { api }) => ask(module, api.port, 'stall', { timeout: 200 }),
      identity: 'stripe:StripeConnectionError',
      verdict: 'transient',
      rule: 'stripe/timeout',
    },
    {
      name: 'holds back a server that refuses',
      provoke: (module, { closedPort }) => ask(module, closedPort, 'any'),
      identity: 'stripe:StripeConnectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['stripe/timeout'],
    },
    {
      name: 'holds back a connection that is reset',
      provoke: (module, { api }) => ask(module, api.port, 'reset'),
      identity: 'stripe:StripeConnectionError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
      nearMissOf: ['stripe/timeout'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { api }) => ask(module, api.port, 'any', { host: `${'x'.repeat(64)}.invalid` }),
      identity: 'stripe:StripeConnectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['stripe/timeout'],
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: (module, { api }) => ask(module, api.port, 'truncate'),
      identity: 'stripe:StripeConnectionError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
      only: ['stripe', 'bundle'],
    },
    {
      name: 'keeps an answer that stops halfway, which version 22 takes for bad JSON',
      provoke: (module, { api }) => ask(module, api.port, 'truncate'),
      identity: 'stripe:StripeAPIError',
      ...BUG,
      only: ['stripe-22'],
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: (module, { api }) => ask(module, api.port, 'rubbish'),
      identity: 'stripe:StripeAPIError',
      ...BUG,
      nearMissOf: ['stripe/server-error'],
    },
    ...[
      { what: 'that is signed by somebody else', header: 'whsec_other' },
      { what: 'without a signature', header: undefined },
    ].map(({ what, header }) => ({
      name: `keeps a webhook ${what}`,
      provoke: (module: Module, { api }: World) => receive(connect(module, api.port), header),
      identity: 'stripe:StripeSignatureVerificationError',
      ...BUG,
    })),
    {
      name: 'keeps a client without a key',
      provoke: ({ default: Client }) => rejectionOf(() => new Client('')),
      identity: 'stripe:Error',
      ...BUG,
    },
  ],
})

function connect({ default: Client }: Module, port: number, options: Stripe.StripeConfig = {}): Stripe {
  const config = {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  } as const
  return new Client('sk_test_1', { ...config, ...options })
}

function ask(module: Module, port: number, charge: string, options?: Stripe.StripeConfig): Promise<unknown> {
  return rejectionOf(connect(module, port, options).charges.retrieve(charge))
}

/** @param signer the secret that the sender signs with */
function receive({ webhooks }: Stripe, signer: string | undefined): Promise<unknown> {
  const payload = '{"object":"event"}'
  const header = signer === undefined ? '' : webhooks.generateTestHeaderString({ payload, secret: signer })
  return rejectionOf(() => webhooks.constructEvent(payload, header, 'whsec_ours'))
}
