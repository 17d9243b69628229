import { Readable } from 'node:stream'
import { got } from '@sentry-presets/catalog'
import type * as Got from 'got'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { QUOTA_ANSWERS, quotaCases } from './quota-cases.ts'
import { statusCases } from './status-cases.ts'

/** As far as versions 16 and 15 agree. */
type GotModule = Pick<typeof Got, 'default'>

export const gotProof = defineProof<GotModule, Endpoint>({
  library: got,
  against: 'an HTTP server that fails, and closed ports on loopback',
  modules: { got: () => import('got'), 'got-15': () => import('got-15') },
  bundle: { entry: "export { default } from 'got'" },
  open: () => openUpstream(QUOTA_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<GotModule>(
      'got',
      (module, url) => get(module, url),
      () => 'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
    ),
    {
      name: 'keeps a rate limit that is an account without credit',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/quota`)),
      identity: 'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
      verdict: 'bug',
      rule: 'got/insufficient-quota',
      nearMissOf: ['got/rate-limit'],
    },
    {
      name: 'keeps it where the answer was to be JSON',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/quota`, { responseType: 'json' })),
      identity: 'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
      verdict: 'bug',
      rule: 'got/insufficient-quota',
      nearMissOf: ['got/rate-limit'],
    },
    ...quotaCases<GotModule>(
      'got',
      (module, url) => get(module, url),
      'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
    ),
    ...quotaCases<GotModule>(
      'got',
      (module, url) => get(module, url, { responseType: 'json' }),
      'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
    ).map((stated) => ({ ...stated, name: `${stated.name}, where the answer was to be JSON` })),
    {
      name: 'keeps an account without credit that only the type tells of',
      provoke: (module, { url }) =>
        rejectionOf(get(module, `${url}/quota-by-type`, { responseType: 'json' })),
      identity: 'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
      verdict: 'bug',
      rule: 'got/insufficient-quota',
      nearMissOf: ['got/rate-limit'],
    },
    {
      name: 'takes a rate limit with another reason for one',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/status/429`, { responseType: 'json' })),
      identity: 'got:HTTPError#ERR_NON_2XX_3XX_RESPONSE',
      verdict: 'transient',
      rule: 'got/rate-limit',
      nearMissOf: ['got/insufficient-quota'],
    },
    {
      name: 'holds back a refused connection',
      provoke: async (module) => rejectionOf(get(module, await findRefusingUrl())),
      identity: 'got:RequestError#ECONNREFUSED',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/reset`)),
      identity: 'got:RequestError#ECONNRESET',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a connection that is closed without an answer',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/close`)),
      identity: 'got:RequestError#ECONNRESET',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(get(module, UNKNOWN_HOST)),
      identity: 'got:RequestError#ENOTFOUND',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/cut`)),
      identity: 'got:ReadError#ECONNRESET',
      verdict: 'transient',
      rule: 'got/answer-cut-short',
    },
    {
      name: 'keeps an answer that cannot be unpacked',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/zipped`)),
      identity: 'got:ReadError#ERR_READING_RESPONSE_STREAM',
      decider: 'node:Error#Z_DATA_ERROR',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['got/answer-cut-short'],
    },
    {
      name: 'keeps an answer that is no HTTP',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/garbage`)),
      identity: 'got:RequestError#HPE_INVALID_CONSTANT',
      decider: 'node:Error#HPE_INVALID_CONSTANT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-reset'],
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/rubbish`, { responseType: 'json' })),
      identity: 'got:ParseError#ERR_BODY_PARSE_FAILURE',
      decider: /:SyntaxError$/,
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['got/answer-cut-short'],
    },
    {
      name: 'holds back a server that is silent longer than the timeout',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/hang`, { timeout: { request: 20 } })),
      identity: 'got:TimeoutError#ETIMEDOUT',
      verdict: 'transient',
      rule: 'got/timeout',
    },
    {
      name: 'holds back a deadline given as a signal',
      provoke: (module, { url }) =>
        rejectionOf(get(module, `${url}/hang`, { signal: AbortSignal.timeout(20) })),
      identity: /^got:TimeoutError#/,
      verdict: 'transient',
      rule: 'got/timeout',
    },
    {
      name: 'holds back a request that was called off',
      provoke(module, { url }) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), 20)
        return rejectionOf(get(module, `${url}/hang`, { signal: controller.signal }))
      },
      identity: 'got:AbortError#ERR_ABORTED',
      verdict: 'expected',
      rule: 'got/aborted',
    },
    {
      name: 'keeps an upload whose source failed',
      provoke(module, { url }) {
        const body = Readable.from(failing())
        return rejectionOf(get(module, `${url}/hang`, { method: 'POST', body }))
      },
      identity: 'got:UploadError#ERR_UPLOAD',
      decider: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['got/timeout', 'got/aborted'],
    },
    {
      name: 'keeps redirects without an end',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/loop`, { maxRedirects: 2 })),
      identity: 'got:MaxRedirectsError#ERR_TOO_MANY_REDIRECTS',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['got/upstream-unavailable'],
    },
    {
      name: 'keeps an address that is none',
      provoke: (module) => rejectionOf(get(module, 'no address')),
      identity: 'got:RequestError#ERR_INVALID_URL',
      decider: 'node:TypeError#ERR_INVALID_URL',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps a bug in a hook',
      provoke: (module, { url }) =>
        rejectionOf(get(module, `${url}/ok`, { hooks: { beforeRequest: [() => JSON.parse('no JSON')] } })),
      identity: 'got:RequestError#ERR_GOT_REQUEST_ERROR',
      decider: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

async function get(module: GotModule, url: string, options: Got.OptionsInit = {}): Promise<unknown> {
  return module.default(url, { retry: { limit: 0 }, ...options })
}

async function* failing(): AsyncGenerator<string> {
  yield 'half'
  throw new Error('the file is gone')
}
