import type { RequestListener } from 'node:http'
import { Bot } from 'grammy'
import { nodeFetch } from '@sentry-presets/catalog'
import { findClosedPort, openHttp } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

/** node-fetch as grammY uses it, whose HttpError carries what it throws. */
export const nodeFetchProof = defineProof<undefined>({
  library: nodeFetch,
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a refused connection',
      provoke: async () => rejectionOf(call(`http://127.0.0.1:${await findClosedPort()}`)),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: () => serve(({ socket }) => socket.resetAndDestroy()),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError#ECONNRESET',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: () =>
        serve(({ socket }, response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).write('{')
          setTimeout(() => socket.destroy(), 20)
        }),
      identity: 'grammy:HttpError',
      decider: /^node-fetch:FetchError#(?:ERR_STREAM_PREMATURE_CLOSE|ECONNRESET)$/,
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'keeps an answer that is not JSON',
      provoke: () => serve((_, response) => response.end('<html>')),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-fetch/connection-failed', 'grammy/server-error'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: () => rejectionOf(call(`http://${'x'.repeat(64)}.invalid`)),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['node-fetch/connection-failed'],
    },
  ],
})

async function call(apiRoot: string): Promise<void> {
  await new Bot('1:token', { client: { apiRoot } }).api.getMe()
}

async function serve(listener: RequestListener): Promise<unknown> {
  const endpoint = await openHttp(listener)
  const error = await rejectionOf(call(endpoint.url))
  await endpoint.close()
  return error
}
