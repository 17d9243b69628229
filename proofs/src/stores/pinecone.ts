import { pinecone } from '@sentry-presets/catalog'
import type * as Pinecone from '@pinecone-database/pinecone'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'

/** What the cases ask of every version. */
type Module = Pick<typeof Pinecone, 'Pinecone'>

type Expected = Pick<Case<never, never>, 'identity' | 'verdict' | 'rule' | 'nearMissOf' | 'inBundle'>

export const pineconeProof = defineProof<Module, undefined>({
  library: pinecone,
  against: 'a stub of the HTTP API',
  modules: {
    '@pinecone-database/pinecone': () => import('@pinecone-database/pinecone'),
    'pinecone-8': () => import('pinecone-8'),
  },
  bundle: { entry: "export { Pinecone } from '@pinecone-database/pinecone'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    answerCase('keeps a wrong key', 401, failure(16, 'Invalid API Key'), {
      identity: 'pinecone:PineconeAuthorizationError',
      verdict: 'bug',
      rule: 'pinecone/authentication',
    }),
    answerCase('keeps a bill that was not paid', 402, failure(9, 'Payment required'), {
      identity: /^pinecone:Pinecone(?:PaymentRequired|UnmappedHttp)Error$/,
      verdict: 'bug',
      rule: 'pinecone/quota',
    }),
    answerCase(
      'keeps a plan that is used up',
      429,
      failure(
        8,
        "Request failed. You've reached your read unit limit for the current month (1000000). To continue reading data, upgrade your plan.",
      ),
      {
        identity: 'pinecone:PineconeUnmappedHttpError',
        verdict: 'bug',
        rule: 'pinecone/quota',
        nearMissOf: ['pinecone/rate-limit'],
      },
    ),
    answerCase('holds back a rate limit', 429, failure(8, 'Too many requests'), {
      identity: 'pinecone:PineconeUnmappedHttpError',
      verdict: 'transient',
      rule: 'pinecone/rate-limit',
      nearMissOf: ['pinecone/quota'],
    }),
    answerCase('keeps another status that the client has no class for', 418, 'no', {
      identity: 'pinecone:PineconeUnmappedHttpError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pinecone/rate-limit', 'pinecone/quota'],
    }),
    ...[
      { status: 400, name: 'PineconeBadRequestError' },
      { status: 403, name: 'PineconeBadRequestError' },
      { status: 404, name: 'PineconeNotFoundError' },
      { status: 409, name: 'PineconeConflictError' },
      { status: 422, name: 'PineconeUnprocessableEntityError' },
    ].map(({ status, name }) =>
      answerCase(`keeps a request that is answered with ${status}`, status, failure(3, 'Wrong input'), {
        identity: `pinecone:${name}`,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['pinecone/server-error', 'pinecone/authentication'],
      }),
    ),
    ...[500, 503].map((status) =>
      answerCase(`holds back a ${status}`, status, failure(13, 'Internal error'), {
        identity: 'pinecone:PineconeMaxRetriesExceededError',
        verdict: 'transient',
        rule: 'pinecone/server-error',
      }),
    ),
    {
      name: 'looks through it at a connection that was refused',
      provoke: async (module) => rejectionOf(ask(module, `http://127.0.0.1:${await findClosedPort()}`)),
      identity: 'pinecone:PineconeConnectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'looks through it at a connection that was cut',
      provoke: (module) => rejectionFrom(resets, (url) => ask(module, url)),
      identity: 'pinecone:PineconeConnectionError',
      decider: /^node:\w+#(?:ECONNRESET|UND_ERR_SOCKET)$/,
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(ask(module, 'http://pinecone.invalid')),
      identity: 'pinecone:PineconeConnectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'keeps a search that is none',
      provoke: ({ Pinecone: Client }) =>
        rejectionOf(
          new Client({ apiKey: 'key' })
            .index('products', 'http://127.0.0.1:1')
            .query({ topK: 0, vector: [0.1] }),
        ),
      identity: 'pinecone:PineconeArgumentError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a client without a key',
      provoke: ({ Pinecone: Client }) => rejectionOf(() => new Client({ apiKey: '' })),
      identity: 'pinecone:PineconeConfigurationError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pinecone/authentication'],
    },
  ],
})

/** https://docs.pinecone.io/reference/api/errors */
function failure(code: number, message: string): object {
  return { code, message, details: [] }
}

function answerCase(
  name: string,
  status: number,
  body: object | string,
  expected: Expected,
): Case<Module, undefined> {
  return {
    name,
    provoke: (module) => rejectionFrom(answers(status, body), (url) => ask(module, url)),
    ...expected,
  }
}

async function ask({ Pinecone: Client }: Module, url: string): Promise<void> {
  const client = new Client({ apiKey: 'key', maxRetries: 0 })
  await client.index('products', url).query({ topK: 3, vector: [0.1, 0.2] })
}
