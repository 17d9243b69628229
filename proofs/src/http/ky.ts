import { ky } from '@sentry-presets/catalog'
import type * as Ky from 'ky'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { QUOTA_ANSWERS, quotaCases } from './quota-cases.ts'
import { statusCases } from './status-cases.ts'

/** As far as versions 2 and 1 agree. */
type KyModule = Pick<typeof Ky, 'default'>

export const kyProof = defineProof<KyModule, Endpoint>({
  library: ky,
  against: 'an HTTP server that fails, and closed ports on loopback',
  modules: { ky: () => import('ky'), 'ky-1': () => import('ky-1') },
  bundle: { entry: "export { default } from 'ky'" },
  open: () => openUpstream(QUOTA_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<KyModule>(
      'ky',
      (module, url) => getJson(module, url),
      () => 'ky:HTTPError',
    ),
    {
      name: 'keeps a rate limit that is an account without credit',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/quota`)),
      identity: 'ky:HTTPError',
      verdict: 'bug',
      rule: 'ky/insufficient-quota',
      nearMissOf: ['ky/rate-limit'],
      only: ['ky', 'bundle'],
    },
    ...quotaCases<KyModule>('ky', (module, url) => getJson(module, url), 'ky:HTTPError', {
      only: ['ky', 'bundle'],
    }),
    {
      name: 'keeps an account without credit that only the type tells of',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/quota-by-type`)),
      identity: 'ky:HTTPError',
      verdict: 'bug',
      rule: 'ky/insufficient-quota',
      nearMissOf: ['ky/rate-limit'],
      only: ['ky', 'bundle'],
    },
    {
      name: 'takes it for a rate limit in version 1, which leaves the answer unread',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/quota`)),
      identity: 'ky:HTTPError',
      verdict: 'transient',
      rule: 'ky/rate-limit',
      nearMissOf: ['ky/insufficient-quota'],
      only: ['ky-1'],
    },
    {
      name: 'holds back a refused connection',
      provoke: async (module) => rejectionOf(getJson(module, await findRefusingUrl())),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/reset`)),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a connection that is closed without an answer',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/close`)),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(getJson(module, UNKNOWN_HOST)),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'keeps a port that fetch will not speak to',
      provoke: (module) => rejectionOf(getJson(module, 'http://127.0.0.1:1')),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/cut`)),
      identity: 'node:TypeError',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/rubbish`)),
      identity: /^(?:ky|node):SyntaxError$/,
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['ky/upstream-unavailable'],
    },
    {
      name: 'holds back a server that is silent longer than the timeout',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/hang`, { timeout: 20 })),
      identity: 'ky:TimeoutError',
      verdict: 'transient',
      rule: 'ky/timeout',
    },
    {
      name: 'holds back a deadline given as a signal',
      provoke: (module, { url }) =>
        rejectionOf(getJson(module, `${url}/hang`, { signal: AbortSignal.timeout(20) })),
      identity: /^node:TimeoutError/,
      verdict: 'transient',
      rule: 'node/deadline',
      nearMissOf: ['ky/timeout'],
    },
    {
      name: 'holds back a request that was called off',
      provoke(module, { url }) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), 20)
        return rejectionOf(getJson(module, `${url}/hang`, { signal: controller.signal }))
      },
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
      nearMissOf: ['ky/timeout'],
    },
    {
      name: 'keeps redirects without an end',
      provoke: (module, { url }) => rejectionOf(getJson(module, `${url}/loop`)),
      identity: /^(?:ky:NetworkError|node:TypeError)$/,
      decider: 'node:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-reset'],
    },
    {
      name: 'keeps an address that is none',
      provoke: (module) => rejectionOf(getJson(module, 'no address')),
      identity: /^node:TypeError/,
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps an answer that does not fit the schema',
      provoke: (module, { url }) => rejectionOf(module.default(`${url}/ok`).json(REFUSING_SCHEMA)),
      identity: 'ky:SchemaValidationError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ky/upstream-unavailable'],
      only: ['ky', 'bundle'],
    },
    {
      name: "keeps an application's own error with the same name and fields",
      provoke: () => Promise.resolve(new NetworkError()),
      identity: 'ky:NetworkError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/connection-reset'],
    },
    {
      name: 'keeps an error of the application in a hook',
      provoke: (module, { url }) =>
        rejectionOf(getJson(module, `${url}/ok`, { hooks: { beforeRequest: [timeOut] } })),
      identity: 'app:TimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['ky/timeout'],
    },
  ],
})

async function getJson(module: KyModule, url: string, options: Ky.Options = {}): Promise<unknown> {
  return module.default(url, { retry: 0, ...options }).json()
}

/** What an application may call so itself. */
function timeOut(): never {
  throw Object.assign(new Error('the vault timed out'), { name: 'TimeoutError' })
}

/** A schema that nothing fits: https://standardschema.dev */
const REFUSING_SCHEMA = {
  '~standard': {
    version: 1,
    vendor: 'nobody',
    validate: () => ({ issues: [{ message: 'it does not fit' }] }),
  },
} as const

/** As applications make it when a call was given up between two steps. */
class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly request = { url: 'https://shop.test/' }
  constructor() {
    super('paid, but the order was not stored', { cause: Object.assign(new Error('reset'), RESET) })
  }
}

const RESET = { code: 'ECONNRESET', errno: -104, syscall: 'read' }
