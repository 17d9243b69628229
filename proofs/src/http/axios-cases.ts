import type * as Axios from 'axios'
import { type Case, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, UNKNOWN_HOST } from '../world/upstream.ts'

/** As far as versions 1 and 0 agree. */
export type AxiosModule = Pick<typeof Axios, 'default'>

/** What the network and a broken answer do to axios. */
export const networkCases: readonly Case<AxiosModule, Endpoint>[] = [
  {
    name: 'holds back a refused connection',
    provoke: async ({ default: client }) => rejectionOf(client.get(await findRefusingUrl())),
    identity: /^(?:axios|node):AxiosError#ECONNREFUSED$/,
    decider: /^node:(?:Error|AxiosError)#ECONNREFUSED$/,
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a connection that is reset',
    provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/reset`)),
    identity: /^(?:axios|node):AxiosError#ECONNRESET$/,
    decider: /^node:(?:Error|AxiosError)#ECONNRESET$/,
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a connection that is closed without an answer',
    provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/close`)),
    identity: 'axios:AxiosError#ECONNRESET',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a host that does not exist',
    provoke: ({ default: client }) => rejectionOf(client.get(UNKNOWN_HOST)),
    identity: /^(?:axios|node):AxiosError#ENOTFOUND$/,
    decider: /^node:(?:Error|AxiosError)#ENOTFOUND$/,
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
  {
    name: 'holds back a refused connection of its fetch',
    provoke: async ({ default: client }) =>
      rejectionOf(client.get(await findRefusingUrl(), { adapter: 'fetch' })),
    identity: 'axios:AxiosError#ERR_NETWORK',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    only: ['axios', 'bundle'],
  },
  {
    name: 'keeps a port that its fetch will not speak to',
    provoke: ({ default: client }) => rejectionOf(client.get('http://127.0.0.1:1', { adapter: 'fetch' })),
    identity: 'axios:AxiosError#ERR_NETWORK',
    decider: 'node:Error',
    verdict: 'bug',
    rule: 'node/bad-port',
    only: ['axios', 'bundle'],
  },
  {
    name: 'holds back an answer that stops halfway',
    provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/cut`)),
    identity: /^axios:AxiosError#(?:ERR_BAD_RESPONSE|ECONNABORTED)$/,
    verdict: 'transient',
    rule: 'axios/answer-cut-short',
  },
  {
    name: 'keeps an answer larger than allowed',
    provoke: ({ default: client }, { url }) =>
      rejectionOf(client.get(`${url}/large`, { maxContentLength: 10 })),
    identity: 'axios:AxiosError#ERR_BAD_RESPONSE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['axios/answer-cut-short', 'axios/upstream-unavailable'],
  },
  {
    name: 'keeps a request larger than allowed',
    provoke: ({ default: client }, { url }) =>
      rejectionOf(client.post(`${url}/ok`, 'x'.repeat(100), { maxBodyLength: 10 })),
    identity: 'axios:AxiosError#ERR_BAD_REQUEST',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['axios/rate-limit'],
  },
  {
    name: 'keeps an answer that is no JSON though it had to be',
    provoke: ({ default: client }, { url }) =>
      rejectionOf(
        client.get(`${url}/rubbish`, {
          responseType: 'json',
          transitional: { silentJSONParsing: false },
        }),
      ),
    identity: 'axios:AxiosError#ERR_BAD_RESPONSE',
    decider: /:SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['axios/answer-cut-short'],
  },
  {
    name: 'keeps an answer that is no HTTP',
    provoke: ({ default: client }, { url }) => rejectionOf(client.get(`${url}/garbage`)),
    identity: 'axios:AxiosError#HPE_INVALID_CONSTANT',
    decider: 'node:Error#HPE_INVALID_CONSTANT',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
]
