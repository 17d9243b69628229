import { Readable } from 'node:stream'
import { axios } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { openUpstream } from '../world/upstream.ts'
import { type AxiosModule, networkCases } from './axios-cases.ts'
import { QUOTA_ANSWERS, quotaCases } from './quota-cases.ts'
import { statusCases } from './status-cases.ts'

export const axiosProof = defineProof<AxiosModule, Endpoint>({
  library: axios,
  against: 'an HTTP server that fails, and closed ports on loopback',
  modules: { axios: () => import('axios'), 'axios-0': () => import('axios-0') },
  bundle: { entry: "export { default } from 'axios'" },
  open: () => openUpstream(QUOTA_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<AxiosModule>(
      'axios',
      (module, url) => module.default.get(url),
      (status) => `axios:AxiosError#${status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'}`,
    ),
    {
      name: 'keeps a rate limit that is an account without credit',
      provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/quota`)),
      identity: 'axios:AxiosError#ERR_BAD_REQUEST',
      verdict: 'bug',
      rule: 'axios/insufficient-quota',
      nearMissOf: ['axios/rate-limit'],
    },
    ...quotaCases<AxiosModule>(
      'axios',
      ({ default: client }, url) => client.get(url),
      /^axios:AxiosError#ERR_BAD_REQUEST$/,
    ),
    {
      name: 'keeps an account without credit that only the type tells of',
      provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/quota-by-type`)),
      identity: 'axios:AxiosError#ERR_BAD_REQUEST',
      verdict: 'bug',
      rule: 'axios/insufficient-quota',
      nearMissOf: ['axios/rate-limit'],
    },
    {
      name: 'takes a rate limit with another reason for one',
      provoke: ({ default: client }, { url }) => rejectionOf(client.post(`${url}/status/429`, { n: 1 })),
      identity: 'axios:AxiosError#ERR_BAD_REQUEST',
      verdict: 'transient',
      rule: 'axios/rate-limit',
      nearMissOf: ['axios/insufficient-quota'],
    },
    ...networkCases,
    {
      name: 'holds back a server that is silent longer than the timeout',
      provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/hang`, { timeout: 20 })),
      identity: 'axios:AxiosError#ECONNABORTED',
      verdict: 'transient',
      rule: 'axios/timeout',
    },
    {
      name: 'holds back a timeout that has words and a code of its own',
      provoke: ({ default: client }, { url }) =>
        rejectionOf(
          client.get(`${url}/hang`, {
            timeout: 20,
            timeoutErrorMessage: 'too slow',
            transitional: { clarifyTimeoutError: true },
          }),
        ),
      identity: 'axios:AxiosError#ETIMEDOUT',
      verdict: 'transient',
      rule: 'axios/timeout',
    },
    {
      name: 'holds back a timeout of its fetch',
      provoke: ({ default: client }, { url }) =>
        rejectionOf(client.get(`${url}/hang`, { timeout: 20, adapter: 'fetch' })),
      identity: 'axios:AxiosError#ETIMEDOUT',
      verdict: 'transient',
      rule: 'axios/timeout',
      only: ['axios', 'bundle'],
    },
    {
      name: 'keeps a timeout that is no number',
      provoke: ({ default: client }, { url }) =>
        // As a variable of the environment that was misread gives it.
        rejectionOf(client.get(`${url}/hang`, { timeout: 'soon' as unknown as number })),
      identity: /^axios:AxiosError#ERR_BAD_OPTION_VALUE$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['axios/timeout'],
    },
    {
      name: 'holds back a deadline given as a signal',
      provoke: ({ default: client }, { url }) =>
        rejectionOf(client.get(`${url}/hang`, { signal: AbortSignal.timeout(20) })),
      identity: 'axios:CanceledError#ERR_CANCELED',
      verdict: 'transient',
      rule: 'axios/timeout',
      nearMissOf: ['axios/cancelled'],
    },
    {
      name: 'holds back a request that was called off',
      provoke({ default: client }, { url }) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), 20)
        return rejectionOf(client.get(`${url}/hang`, { signal: controller.signal }))
      },
      identity: 'axios:CanceledError#ERR_CANCELED',
      verdict: 'expected',
      rule: 'axios/cancelled',
      nearMissOf: ['axios/timeout'],
    },
    {
      name: 'holds back a request whose token was cancelled',
      async provoke({ default: client }, { url }) {
        const { token, cancel } = client.CancelToken.source()
        const request = client.get(`${url}/hang`, { cancelToken: token })
        cancel('nobody waits')
        return rejectionOf(request)
      },
      identity: 'axios:CanceledError#ERR_CANCELED',
      verdict: 'expected',
      rule: 'axios/cancelled',
    },
    {
      name: 'keeps an upload whose source ended too early',
      provoke({ default: client }, { url }) {
        const source = new Readable({ read() {} })
        setTimeout(() => source.destroy(), 20)
        return rejectionOf(client.post(`${url}/hang`, source, { maxRedirects: 0 }))
      },
      identity: 'axios:CanceledError#ERR_CANCELED',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['axios/cancelled'],
      only: ['axios', 'bundle'],
    },
    {
      name: 'keeps redirects without an end',
      provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/loop`)),
      identity: 'axios:AxiosError#ERR_FR_TOO_MANY_REDIRECTS',
      decider: 'follow-redirects:CustomError#ERR_FR_TOO_MANY_REDIRECTS',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps an address that is none',
      provoke: ({ default: client }) => rejectionOf(client.get('http:/x')),
      identity: 'axios:AxiosError#ERR_INVALID_URL',
      verdict: 'bug',
      rule: undefined,
      only: ['axios', 'bundle'],
    },
    {
      name: 'keeps a bug in an interceptor',
      provoke({ default: client }, { url }) {
        const instance = client.create()
        instance.interceptors.response.use((response) => response.data.missing.field)
        return rejectionOf(instance.get(`${url}/ok`))
      },
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})
