import { nodeFetch } from '@sentry-presets/catalog'
import type * as NodeFetch from 'node-fetch'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'

/** As far as versions 2 and 3 agree. */
type FetchModule = Pick<typeof NodeFetch, 'default'>

export const nodeFetchProof = defineProof<FetchModule, Endpoint>({
  library: nodeFetch,
  against: 'an HTTP server that fails, and closed ports on loopback',
  modules: {
    'node-fetch': () => import('node-fetch'),
    // @ts-expect-error Version 2 has no types of its own.
    'node-fetch-2': () => import('node-fetch-2'),
  },
  bundle: { entry: "export { default } from 'node-fetch'" },
  open: openUpstream,
  close: (upstream) => upstream.close(),
  cases: [
    {
      name: 'holds back a refused connection',
      provoke: async (module) => rejectionOf(module.default(await findRefusingUrl())),
      identity: 'node-fetch:FetchError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: (module, { url }) => rejectionOf(module.default(`${url}/reset`)),
      identity: 'node-fetch:FetchError#ECONNRESET',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back a connection that is closed without an answer',
      provoke: (module, { url }) => rejectionOf(module.default(`${url}/close`)),
      identity: 'node-fetch:FetchError#ECONNRESET',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: (module, { url }) => rejectionOf(readJson(module, `${url}/cut`)),
      identity: /^node-fetch:FetchError#(?:ERR_STREAM_PREMATURE_CLOSE|ECONNRESET)$/,
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'keeps an answer that is no HTTP',
      provoke: (module, { url }) => rejectionOf(module.default(`${url}/garbage`)),
      identity: 'node-fetch:FetchError#HPE_INVALID_CONSTANT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-fetch/connection-failed'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(module.default(UNKNOWN_HOST)),
      identity: 'node-fetch:FetchError#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['node-fetch/connection-failed'],
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: (module, { url }) => rejectionOf(readJson(module, `${url}/rubbish`)),
      identity: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-fetch/connection-failed', 'node-fetch/timeout'],
      only: ['node-fetch-2'],
    },
    {
      name: 'keeps an answer that is not JSON, of which the language itself speaks in version 3',
      provoke: (module, { url }) => rejectionOf(readJson(module, `${url}/rubbish`)),
      identity: 'node-fetch:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['node-fetch/connection-failed'],
      only: ['node-fetch', 'bundle'],
    },
    {
      name: 'holds back a server that is silent longer than the timeout of version 2',
      provoke(module, { url }) {
        const options: NodeFetch.RequestInit & { timeout: number } = { timeout: 20 }
        return rejectionOf(module.default(`${url}/hang`, options))
      },
      identity: 'node-fetch:FetchError',
      verdict: 'transient',
      rule: 'node-fetch/timeout',
      only: ['node-fetch-2'],
    },
    {
      name: 'holds back a request that was called off',
      provoke: (module, { url }) =>
        rejectionOf(module.default(`${url}/hang`, { signal: AbortSignal.timeout(20) })),
      identity: 'node-fetch:AbortError',
      verdict: 'transient',
      rule: 'node-fetch/aborted',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps redirects without an end',
      provoke: (module, { url }) => rejectionOf(module.default(`${url}/loop`)),
      identity: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-fetch/timeout', 'node-fetch/aborted'],
    },
    {
      name: 'keeps an answer larger than allowed',
      provoke: (module, { url }) => rejectionOf(readJson(module, `${url}/large`, { size: 10 })),
      identity: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-fetch/timeout', 'node-fetch/connection-failed'],
    },
    {
      name: 'keeps an address that is none',
      provoke: (module) => rejectionOf(module.default('no address')),
      identity: /^node:TypeError#ERR_INVALID_URL$|^node-fetch:TypeError$/,
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

async function readJson(
  module: FetchModule,
  url: string,
  options: NodeFetch.RequestInit = {},
): Promise<unknown> {
  const response = await module.default(url, options)
  return response.json()
}
