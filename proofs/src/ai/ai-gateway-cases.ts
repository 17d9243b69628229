import type { RequestListener } from 'node:http'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { answering, meet, meetNobody } from '../world/provider.ts'
import type { Module } from './ask-ai.ts'

/** Vercel's AI Gateway, which a model is asked through that is given as a text. */
export const aiGatewayCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit of the gateway',
    provoke: facing(answering(429, says('rate_limit_exceeded'))),
    identity: 'ai:GatewayRateLimitError',
    verdict: 'transient',
    rule: 'ai/rate-limit',
    nearMissOf: ['ai/exhausted-quota'],
  },
  ...[500, 503].map((status) => ({
    name: `holds back a ${status} of the gateway`,
    provoke: facing(answering(status, says('internal_server_error'))),
    identity: 'ai:GatewayInternalServerError',
    verdict: 'transient' as const,
    rule: 'ai/server-error',
  })),
  {
    name: 'holds back a page of a proxy before the gateway',
    provoke: facing(answering(503, '<html>Service Unavailable</html>')),
    identity: 'ai:GatewayResponseError',
    verdict: 'transient',
    rule: 'ai/server-error',
  },
  {
    name: 'keeps used up credit at the gateway',
    provoke: facing(answering(402, says('insufficient_funds'))),
    identity: 'ai:GatewayInternalServerError',
    decider: /^ai:/,
    verdict: 'bug',
    rule: 'ai/exhausted-quota',
    nearMissOf: ['ai/rate-limit', 'ai/server-error'],
  },
  {
    name: 'keeps a wrong key of the gateway',
    provoke: facing(answering(401, says('authentication_error'))),
    identity: 'ai:GatewayAuthenticationError',
    verdict: 'bug',
    rule: 'ai/authentication',
    nearMissOf: ['ai/rate-limit'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a model that the gateway does not know',
    provoke: facing(answering(404, says('model_not_found'))),
    identity: 'ai:GatewayModelNotFoundError',
    decider: /^ai:/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ai/server-error'],
  },
  {
    name: 'holds back a gateway that refuses the connection, which looks like a 500 of it',
    provoke: (module) => meetNobody((url) => ask(module, url)),
    identity: 'ai:GatewayResponseError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['ai/server-error'],
  },
  {
    name: 'keeps a host of the gateway that does not exist, which looks like a 500 of it',
    provoke: (module) => rejectionOf(ask(module, `http://${'x'.repeat(64)}.invalid`)),
    identity: 'ai:GatewayResponseError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    nearMissOf: ['ai/server-error'],
  },
]

async function ask({ createGateway, generateText }: Module, baseURL: string): Promise<void> {
  const gateway = createGateway({ apiKey: 'key', baseURL })
  await generateText({ model: gateway('openai/gpt-5'), prompt: 'Hello?', maxRetries: 0 })
}

function facing(provider: RequestListener) {
  return (module: Module) => meet(provider, (baseURL) => ask(module, baseURL))
}

function says(type: string) {
  return { error: { message: 'It failed', type } }
}
