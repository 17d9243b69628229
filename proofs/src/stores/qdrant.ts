import { qdrant } from '@sentry-presets/catalog'
import type * as Qdrant from '@qdrant/js-client-rest'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, hangs, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'

type Module = typeof Qdrant

type Expected = Pick<Case<never, never>, 'identity' | 'verdict' | 'rule' | 'nearMissOf' | 'inBundle'>

const API_ERROR = { identity: 'qdrant:ApiError' } as const

export const qdrantProof = defineProof<Module, undefined>({
  library: qdrant,
  against: 'a stub of the HTTP API',
  modules: { '@qdrant/js-client-rest': () => import('@qdrant/js-client-rest') },
  // What bundlers for browsers take: the other build sets Node's fetch up with an undici, which bundles here leave out.
  bundle: {
    entry: "export { QdrantClient } from '../../node_modules/@qdrant/js-client-rest/dist/browser/index.js'",
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...[401, 403].map((status) =>
      answerCase(`keeps a wrong key that is answered with ${status}`, status, 'Must provide an API key', {
        ...API_ERROR,
        verdict: 'bug',
        rule: 'qdrant/authentication',
        nearMissOf: ['qdrant/rate-limit'],
      }),
    ),
    ...[400, 404, 409, 422].map((status) =>
      answerCase(`keeps a request that is answered with ${status}`, status, failure('Wrong input'), {
        ...API_ERROR,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['qdrant/rate-limit', 'qdrant/authentication'],
      }),
    ),
    answerCase('keeps a fault of the server', 500, failure('Service internal error: disk is full'), {
      ...API_ERROR,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['qdrant/unavailable'],
    }),
    ...[502, 503, 504].map((status) =>
      answerCase(`holds back a ${status}`, status, '<html>', {
        ...API_ERROR,
        verdict: 'transient',
        rule: 'qdrant/unavailable',
      }),
    ),
    answerCase('holds back a rate limit', 429, failure('Rate limiting exceeded'), {
      ...API_ERROR,
      verdict: 'transient',
      rule: 'qdrant/rate-limit',
    }),
    answerCase(
      'holds back a rate limit that says for how long',
      429,
      failure('Rate limiting exceeded'),
      {
        identity: 'qdrant:QdrantClientResourceExhaustedError',
        verdict: 'transient',
        rule: 'qdrant/rate-limit',
        inBundle: 'cannot tell',
      },
      { 'retry-after': '5' },
    ),
    {
      name: "keeps an application's own error that says for how long it lasts",
      provoke: async () =>
        Object.assign(new Error('the warehouse refused the order'), { name: 'Refused', retry_after: 5 }),
      identity: 'app:Refused',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['qdrant/rate-limit'],
    },
    answerCase(
      'keeps an answer that was none',
      202,
      {},
      {
        identity: 'qdrant:QdrantClientUnexpectedResponseError',
        verdict: 'bug',
        rule: undefined,
      },
    ),
    answerCase(
      'keeps an answer that is no JSON',
      200,
      '{',
      { identity: 'qdrant:SyntaxError', verdict: 'bug', rule: 'node/programming-error' },
      { 'content-type': 'application/json' },
    ),
    {
      name: 'holds back a search that took too long',
      provoke: (module) => rejectionFrom(hangs, (url) => ask(module, url, 20)),
      identity: 'qdrant:QdrantClientTimeoutError',
      verdict: 'transient',
      rule: 'qdrant/timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'leaves a connection that was refused to Node',
      provoke: async (module) => rejectionOf(ask(module, `http://127.0.0.1:${await findClosedPort()}`)),
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'leaves a connection that was cut to Node',
      provoke: (module) => rejectionFrom(resets, (url) => ask(module, url)),
      identity: 'node:TypeError',
      decider: /^node:\w+#(?:ECONNRESET|UND_ERR_SOCKET)$/,
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a client that is configured in a contradictory way',
      provoke: ({ QdrantClient }) =>
        rejectionOf(() => new QdrantClient({ url: 'http://127.0.0.1', host: '127.0.0.1' })),
      identity: 'qdrant:QdrantClientConfigError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['qdrant/timeout'],
    },
  ],
})

/** https://api.qdrant.tech/api-reference */
function failure(error: string): object {
  return { status: { error }, time: 0.001 }
}

function answerCase(
  name: string,
  status: number,
  body: object | string,
  expected: Expected,
  headers: Readonly<Record<string, string>> = {},
): Case<Module, undefined> {
  return {
    name,
    provoke: (module) => rejectionFrom(answers(status, body, headers), (url) => ask(module, url)),
    ...expected,
  }
}

async function ask({ QdrantClient }: Module, url: string, timeout = 5_000): Promise<void> {
  const client = new QdrantClient({ url, timeout, checkCompatibility: false })
  await client.query('products', { query: [0.1, 0.2], limit: 3 })
}
