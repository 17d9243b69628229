import { type Endpoint, openHttp } from '../world/loopback.ts'

/** What Stripe answers to a charge of each name: its status, and the error as docs.stripe.com/api/errors shows it. */
export const ANSWERS = {
  declined: card('card_declined', { decline_code: 'insufficient_funds' }),
  mistyped: card('incorrect_cvc', { param: 'cvc' }),
  testmode: card('card_declined', { decline_code: 'test_mode_live_card' }),
  twice: card('card_declined', { decline_code: 'duplicate_transaction' }),
  sum: card('card_declined', { decline_code: 'invalid_amount' }),
  unfinished: invalid(402, 'payment_intent_unexpected_state'),
  ratelimit: invalid(429, 'rate_limit'),
  oldratelimit: invalid(400, 'rate_limit'),
  locked: invalid(429, 'lock_timeout'),
  conflict: { status: 409, error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } },
  reusedkey: { status: 400, error: { type: 'idempotency_error' } },
  apierror: { status: 500, error: { type: 'api_error' } },
  unavailable: { status: 503, error: { type: 'api_error' } },
  wrongkey: invalid(401),
  expiredkey: invalid(401, 'api_key_expired'),
  forbidden: invalid(403),
  missing: invalid(404, 'resource_missing'),
  parameter: invalid(400, 'parameter_unknown'),
  unimplemented: { status: 501, error: { type: 'api_error' } },
  dependency: { status: 424, error: { type: 'api_error' } },
  quota: { status: 429, error: { type: 'quota_exceeded', code: 'quota_exceeded' } },
} satisfies Record<string, Answer>

interface Answer {
  readonly status: number
  readonly error: object
}

function card(code: string, more: object): Answer {
  return { status: 402, error: { type: 'card_error', code, charge: 'ch_1', ...more } }
}

function invalid(status: number, code?: string): Answer {
  return { status, error: { type: 'invalid_request_error', ...(code !== undefined && { code }) } }
}

/** The HTTP API: beside the named answers it can reset, hang, stop halfway and answer something else. */
export function openStripeStub(): Promise<Endpoint> {
  return openHttp(({ url = '', socket }, response) => {
    const name = url.slice(url.lastIndexOf('/') + 1)
    response.setHeader('request-id', 'req_1')
    if (name === 'reset') socket.resetAndDestroy()
    if (name === 'rubbish') response.end('<html>')
    if (name === 'redeemed')
      response.writeHead(400).end('{"error":"invalid_grant","error_description":"used"}')
    if (name === 'stall' || name === 'truncate') {
      response.writeHead(200, { 'content-length': 100 }).write('{"id"')
      if (name === 'truncate') setImmediate(() => socket.destroy())
    }
    const answer = new Map<string, Answer>(Object.entries(ANSWERS)).get(name)
    if (answer) {
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'as it is documented', ...answer.error } }))
    }
  })
}
