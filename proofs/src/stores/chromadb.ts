import { chromadb } from '@sentry-presets/catalog'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'

/** What the cases ask of version 3, and of version 2 through an adapter. */
interface Module {
  readonly ChromaClient: new (
    address: Address,
  ) => {
    readonly heartbeat: () => Promise<unknown>
  }
}

interface Address {
  readonly host: string
  readonly port: number
  readonly ssl?: boolean
}

type Expected = Pick<
  Case<never, never>,
  'identity' | 'verdict' | 'rule' | 'decider' | 'nearMissOf' | 'inBundle' | 'only'
>

const VERSION_3 = ['chromadb', 'bundle']
const VERSION_2 = ['chromadb-2']

export const chromadbProof = defineProof<Module, undefined>({
  library: chromadb,
  against: 'a stub of the HTTP API',
  modules: {
    chromadb: () => import('chromadb'),
    'chromadb-2': async () => {
      const { ChromaClient } = await import('chromadb-2')
      return {
        ChromaClient: class extends ChromaClient {
          constructor({ host, port, ssl = false }: Address) {
            super({ path: `${ssl ? 'https' : 'http'}://${host}:${port}` })
          }
        },
      }
    },
  },
  bundle: { entry: "export { ChromaClient } from 'chromadb'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    answerCase(
      'keeps a wrong key',
      401,
      {},
      {
        identity: 'chromadb:ChromaUnauthorizedError',
        verdict: 'bug',
        rule: 'chromadb/unauthorized',
      },
    ),
    answerCase(
      'keeps a missing right',
      403,
      {},
      {
        identity: 'chromadb:ChromaForbiddenError',
        verdict: 'bug',
        rule: 'chromadb/unauthorized',
      },
    ),
    answerCase(
      'keeps an exhausted quota',
      422,
      { message: 'Quota exceeded: 300 records' },
      {
        identity: 'chromadb:ChromaQuotaExceededError',
        verdict: 'bug',
        rule: 'chromadb/unauthorized',
      },
    ),
    answerCase(
      'keeps a refused request',
      422,
      { message: 'No' },
      {
        identity: /^chromadb:(?:ChromaClientError|Error)$/,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['chromadb/unauthorized', 'chromadb/rate-limit'],
      },
    ),
    answerCase(
      'keeps a request that is wrong',
      400,
      { message: 'No' },
      {
        identity: 'chromadb:ChromaClientError',
        verdict: 'bug',
        rule: undefined,
      },
    ),
    answerCase(
      'keeps a collection that does not exist',
      404,
      {},
      {
        identity: 'chromadb:ChromaNotFoundError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['chromadb/unreachable'],
      },
    ),
    answerCase(
      'keeps a collection that is there already',
      409,
      {},
      {
        identity: 'chromadb:ChromaUniqueError',
        verdict: 'bug',
        rule: undefined,
      },
    ),
    answerCase(
      'holds back a rate limit',
      429,
      {},
      {
        identity: /^chromadb:(?:ChromaRateLimitError|Error)$/,
        verdict: 'transient',
        rule: 'chromadb/rate-limit',
      },
    ),
    answerCase(
      'keeps a fault of the server',
      500,
      { message: 'No' },
      {
        identity: /^chromadb:(?:ChromaServerError|Error)$/,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['chromadb/unreachable', 'chromadb/rate-limit'],
      },
    ),
    ...[502, 503, 504].map((status) =>
      answerCase(
        `holds back a gateway's ${status}`,
        status,
        {},
        {
          identity: /^chromadb:Chroma(?:Server|Connection)Error$/,
          verdict: 'transient',
          rule: 'chromadb/unreachable',
        },
      ),
    ),
    answerCase(
      'keeps a fault of the server that it tells of itself',
      503,
      { message: 'Disk is full' },
      {
        identity: 'chromadb:ChromaServerError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['chromadb/unreachable'],
        only: VERSION_3,
      },
    ),
    {
      name: 'holds back a vector store that is not there',
      provoke: async (module) => rejectionOf(ask(module, { ...HERE, port: await findClosedPort() })),
      identity: 'chromadb:ChromaConnectionError',
      verdict: 'transient',
      rule: 'chromadb/unreachable',
      only: VERSION_3,
    },
    {
      name: 'looks at why a vector store is not there, where the client says so',
      provoke: async (module) => rejectionOf(ask(module, { ...HERE, port: await findClosedPort() })),
      identity: 'chromadb:ChromaConnectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      only: VERSION_2,
    },
    {
      name: 'holds back a vector store that cuts the connection',
      provoke: (module) => rejectionFrom(resets, (_, port) => ask(module, { ...HERE, port })),
      identity: 'chromadb:ChromaConnectionError',
      verdict: 'transient',
      rule: 'chromadb/unreachable',
      only: VERSION_3,
    },
    {
      name: 'keeps a vector store that speaks no TLS where TLS is asked for, where the client says so',
      provoke: (module) =>
        rejectionFrom(answers(200, {}), (_, port) => ask(module, { ...HERE, port, ssl: true })),
      identity: 'chromadb:ChromaConnectionError',
      decider: /^node:Error#/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['chromadb/unreachable'],
      only: VERSION_2,
    },
    {
      name: 'keeps a host that does not exist, where the client says so',
      provoke: (module) => rejectionOf(ask(module, { host: 'chroma.invalid', port: 80 })),
      identity: 'chromadb:ChromaConnectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['chromadb/unreachable'],
      only: VERSION_2,
    },
  ],
})

function answerCase(name: string, status: number, body: object, expected: Expected): Case<Module, undefined> {
  return {
    name,
    provoke: (module) => rejectionFrom(answers(status, body), (_, port) => ask(module, { ...HERE, port })),
    ...expected,
  }
}

const HERE = { host: '127.0.0.1' } as const

async function ask({ ChromaClient }: Module, address: Address): Promise<void> {
  await new ChromaClient(address).heartbeat()
}
