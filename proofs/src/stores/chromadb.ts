import { ChromaClient } from 'chromadb'
import { chromadb } from '@sentry-presets/catalog'
import { findClosedPort, openHttp } from '../world/loopback.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'

export const chromadbProof = defineProof<undefined>({
  library: chromadb,
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    answerCase('keeps a wrong key', 401, {}, 'ChromaUnauthorizedError', 'bug', 'chromadb/unauthorized'),
    answerCase('keeps a missing right', 403, {}, 'ChromaForbiddenError', 'bug', 'chromadb/unauthorized'),
    answerCase(
      'keeps an exhausted quota',
      422,
      { message: 'Quota exceeded: 300 records' },
      'ChromaQuotaExceededError',
      'bug',
      'chromadb/unauthorized',
    ),
    {
      ...answerCase('keeps a refused request', 422, { message: 'No' }, 'ChromaClientError', 'bug', undefined),
      nearMissOf: ['chromadb/unauthorized', 'chromadb/rate-limit'],
    },
    answerCase(
      'holds back a rate limit',
      429,
      {},
      'ChromaRateLimitError',
      'transient',
      'chromadb/rate-limit',
    ),
    {
      ...answerCase(
        'keeps a fault of the server',
        500,
        { message: 'No' },
        'ChromaServerError',
        'bug',
        undefined,
      ),
      nearMissOf: ['chromadb/unreachable'],
    },
    {
      name: 'holds back a vector store that is not there',
      provoke: async () => rejectionOf(ask(await findClosedPort())),
      identity: 'chromadb:ChromaConnectionError',
      verdict: 'transient',
      rule: 'chromadb/unreachable',
    },
  ],
})

function answerCase(
  name: string,
  status: number,
  body: object,
  className: string,
  verdict: Case<undefined>['verdict'],
  rule: string | undefined,
): Case<undefined> {
  return {
    name,
    provoke: () => answer(status, body),
    identity: `chromadb:${className}`,
    verdict,
    rule,
  }
}

/** A stub of the server's HTTP API that has one answer. */
async function answer(status: number, body: object): Promise<unknown> {
  const endpoint = await openHttp((_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  )
  const error = await rejectionOf(ask(endpoint.port))
  await endpoint.close()
  return error
}

async function ask(port: number): Promise<void> {
  await new ChromaClient({ host: '127.0.0.1', port }).listCollections()
}
