import { octokit } from '@sentry-presets/catalog'
import type * as Octokit from '@octokit/request'
import { statusCases } from '../http/status-cases.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { GITHUB_ANSWERS } from './github-answers.ts'

type OctokitModule = Pick<typeof Octokit, 'request'>

const RATE_LIMITS = ['octokit/secondary-rate-limit', 'octokit/primary-rate-limit']

export const octokitProof = defineProof<OctokitModule, Endpoint>({
  library: octokit,
  against: "a stub of GitHub's API, an HTTP server that fails, and closed ports on loopback",
  modules: {
    '@octokit/request': () => import('@octokit/request'),
    'octokit-request-9': () => import('octokit-request-9'),
  },
  bundle: { entry: "export { request } from '@octokit/request'" },
  open: () => openUpstream(GITHUB_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<OctokitModule>(
      'octokit',
      (module, url) => get(module, url),
      () => 'octokit:RequestError',
      'octokit/primary-rate-limit',
    ),
    {
      name: 'holds back a secondary rate limit',
      ...answered('secondary'),
      verdict: 'transient',
      rule: 'octokit/secondary-rate-limit',
      nearMissOf: ['octokit/primary-rate-limit'],
    },
    {
      name: 'holds back a 403 that says how long to wait',
      ...answered('abuse'),
      verdict: 'transient',
      rule: 'octokit/secondary-rate-limit',
    },
    {
      name: 'holds back a primary rate limit',
      ...answered('primary'),
      verdict: 'transient',
      rule: 'octokit/primary-rate-limit',
      nearMissOf: ['octokit/secondary-rate-limit'],
    },
    {
      name: 'keeps a rate limit that tells of a token that is missing',
      ...answered('anonymous'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: RATE_LIMITS,
    },
    ...[503, 304].map(
      (status): Case<OctokitModule, Endpoint> => ({
        name: `keeps an application's own error with the same name and fields, and a ${status}`,
        provoke: () => Promise.resolve(new HttpError(status)),
        identity: 'octokit:HttpError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['octokit/upstream-unavailable', 'octokit/not-modified'],
      }),
    ),
    {
      name: 'keeps a permission that is missing',
      ...answered('forbidden'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: RATE_LIMITS,
    },
    {
      name: 'keeps a permission that is missing on the last request of the hour',
      ...answered('forbidden-at-last'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: RATE_LIMITS,
    },
    {
      name: 'keeps a wrong token',
      ...answered('credentials'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: RATE_LIMITS,
    },
    {
      name: 'keeps what is not there, or may not be seen',
      ...answered('not-found'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['octokit/not-modified'],
    },
    {
      name: 'keeps a request that does not fit the schema',
      ...answered('validation'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: RATE_LIMITS,
    },
    {
      name: 'holds back that nothing has changed',
      ...answered('not-modified'),
      verdict: 'expected',
      rule: 'octokit/not-modified',
    },
    {
      name: 'holds back the page of a gateway',
      ...answered('gateway'),
      verdict: 'transient',
      rule: 'octokit/upstream-unavailable',
    },
    {
      name: 'holds back a refused connection',
      provoke: async (module) => rejectionOf(get(module, await findRefusingUrl())),
      identity: 'octokit:RequestError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['octokit/upstream-unavailable'],
    },
    {
      name: 'holds back a connection that is closed without an answer',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/close`)),
      identity: 'octokit:RequestError',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(get(module, UNKNOWN_HOST)),
      identity: 'octokit:RequestError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'keeps a port that fetch will not speak to',
      provoke: (module) => rejectionOf(get(module, 'http://127.0.0.1:1')),
      identity: 'octokit:RequestError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
    },
    {
      name: 'holds back a deadline given as a signal',
      provoke: (module, { url }) => rejectionOf(get(module, `${url}/hang`, AbortSignal.timeout(20))),
      identity: 'octokit:RequestError',
      decider: 'node:TimeoutError',
      verdict: 'transient',
      rule: 'node/deadline',
    },
    {
      name: 'holds back a request that was called off',
      provoke(module, { url }) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), 20)
        return rejectionOf(get(module, `${url}/hang`, controller.signal))
      },
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
  ],
})

function answered(
  name: keyof typeof GITHUB_ANSWERS,
): Pick<Case<OctokitModule, Endpoint>, 'provoke' | 'identity'> {
  return {
    provoke: (module, { url }) => rejectionOf(get(module, `${url}/answer/${name}`)),
    identity: 'octokit:RequestError',
  }
}

async function get({ request }: OctokitModule, url: string, signal?: AbortSignal): Promise<unknown> {
  return request(`GET ${url}`, signal && { request: { signal } })
}

/** As applications make it of what a service of theirs answers. */
class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly request = { url: 'https://orders.test/', headers: { 'user-agent': 'orders' } }
  constructor(status: number) {
    super('the order was not stored', { cause: Object.assign(new Error('reset'), RESET) })
    this.status = status
  }
}

const RESET = { code: 'ECONNRESET', errno: -104, syscall: 'read' }
