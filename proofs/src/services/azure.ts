import { Readable } from 'node:stream'
import { azure } from '@sentry-presets/catalog'
import type * as Pipeline from '@azure/core-rest-pipeline'
import { statusCases } from '../http/status-cases.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { AZURE_ANSWERS } from './azure-answers.ts'
import { answerCases, type BlobModule, openContainer } from './azure-cases.ts'

export const azureProof = defineProof<BlobModule, Endpoint>({
  library: azure,
  against: 'a stub of the storage service, an HTTP server that fails, and closed ports on loopback',
  modules: {
    '@azure/storage-blob': async () => ({
      ...(await import('@azure/storage-blob')),
      ...(await import('@azure/core-rest-pipeline')),
    }),
  },
  bundle: {
    entry: `
      export { AnonymousCredential, ContainerClient } from '@azure/storage-blob'
      export { createDefaultHttpClient, createPipelineRequest } from '@azure/core-rest-pipeline'
    `,
  },
  open: () => openUpstream(AZURE_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<BlobModule>(
      'azure',
      (module, url) => openContainer(module, url).create(),
      () => 'azure:RestError',
    ),
    ...answerCases,
    {
      name: 'holds back a refused connection',
      provoke: async (module) => rejectionOf(openContainer(module, await findRefusingUrl()).create()),
      identity: 'azure:RestError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'azure/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: (module, { url }) => rejectionOf(openContainer(module, `${url}/reset`).create()),
      identity: 'azure:RestError#ECONNRESET',
      verdict: 'transient',
      rule: 'azure/connection-failed',
    },
    {
      name: 'holds back a connection that is closed without an answer',
      provoke: (module, { url }) => rejectionOf(openContainer(module, `${url}/close`).create()),
      identity: 'azure:RestError#ECONNRESET',
      verdict: 'transient',
      rule: 'azure/connection-failed',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(openContainer(module, UNKNOWN_HOST).create()),
      identity: 'azure:RestError#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['azure/connection-failed'],
    },
    {
      name: 'keeps an answer that is no HTTP',
      provoke: (module, { url }) => rejectionOf(openContainer(module, `${url}/garbage`).create()),
      identity: 'azure:RestError#HPE_INVALID_CONSTANT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/connection-failed'],
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: (module, { url }) => rejectionOf(openContainer(module, `${url}/cut`).create()),
      identity: 'azure:RestError#PARSE_ERROR',
      verdict: 'transient',
      rule: 'azure/answer-cut-short',
    },
    {
      name: 'keeps an answer that cannot be read',
      provoke: (module, { url }) =>
        rejectionOf(openContainer(module, `${url}/answer/broken-xml`).getAccessPolicy()),
      identity: 'azure:RestError#PARSE_ERROR',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/answer-cut-short'],
    },
    {
      name: 'keeps an upload whose source ended too early',
      provoke(module, { url }) {
        const source = new Readable({ read() {} })
        setTimeout(() => source.destroy(), 20)
        const blob = openContainer(module, `${url}/hang`).getBlockBlobClient('blob')
        return rejectionOf(blob.upload(() => source, 10))
      },
      identity: 'azure:RestError#REQUEST_SEND_ERROR',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/connection-failed', 'azure/aborted'],
    },
    {
      name: 'holds back a request that was called off',
      provoke(module, { url }) {
        const abortSignal = AbortSignal.timeout(20)
        return rejectionOf(openContainer(module, `${url}/hang`).create({ abortSignal }))
      },
      identity: 'azure:AbortError',
      verdict: 'transient',
      rule: 'azure/aborted',
    },
    {
      name: 'holds back a request whose own time was over',
      provoke: (module, { url }) => rejectionOf(send(module, `${url}/hang`, { timeout: 20 })),
      identity: 'azure:AbortError',
      verdict: 'transient',
      rule: 'azure/aborted',
    },
    {
      name: 'keeps an address without encryption where that is not allowed',
      provoke: (module, { url }) =>
        rejectionOf(send(module, `${url}/ok`, { allowInsecureConnection: false })),
      identity: 'azure:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/connection-failed'],
    },
    {
      name: 'keeps an error of the application that has the same name',
      provoke(module, { url }) {
        const source = new Readable({ read() {} })
        const gone = Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' })
        setTimeout(() => source.destroy(gone), 20)
        const blob = openContainer(module, `${url}/hang`).getBlockBlobClient('blob')
        return rejectionOf(blob.uploadStream(source))
      },
      identity: 'app:AbortError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/aborted', 'node/aborted'],
    },
    {
      name: 'keeps an address without a container',
      provoke: (module) => rejectionOf(() => new module.ContainerClient(UNKNOWN_HOST)),
      identity: 'azure:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/aborted'],
    },
  ],
})

/** Sends a request without any policy, as the clients of other services are built on it. */
async function send(
  { createDefaultHttpClient, createPipelineRequest }: BlobModule,
  url: string,
  options: Partial<Pipeline.PipelineRequestOptions>,
): Promise<unknown> {
  const request = createPipelineRequest({ url, allowInsecureConnection: true, ...options })
  return createDefaultHttpClient().sendRequest(request)
}
