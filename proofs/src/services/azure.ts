import { Readable } from 'node:stream'
import { azure } from '@sentry-presets/catalog'
import type * as StorageBlob from '@azure/storage-blob'
import { statusCases } from '../http/status-cases.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { AZURE_ANSWERS } from './azure-answers.ts'

type BlobModule = Pick<typeof StorageBlob, 'AnonymousCredential' | 'ContainerClient'>

export const azureProof = defineProof<BlobModule, Endpoint>({
  library: azure,
  against: 'a stub of the storage service, an HTTP server that fails, and closed ports on loopback',
  modules: { '@azure/storage-blob': () => import('@azure/storage-blob') },
  bundle: { entry: "export { AnonymousCredential, ContainerClient } from '@azure/storage-blob'" },
  open: () => openUpstream(AZURE_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<BlobModule>(
      'azure',
      (module, url) => openContainer(module, url).create(),
      () => 'azure:RestError',
    ),
    {
      name: 'holds back a service that is busy',
      ...answered('busy', 'ServerBusy'),
      verdict: 'transient',
      rule: 'azure/upstream-unavailable',
    },
    {
      name: 'holds back an operation that the service gave up for the time it took',
      ...answered('timed-out', 'OperationTimedOut'),
      verdict: 'transient',
      rule: 'azure/upstream-unavailable',
    },
    {
      name: 'holds back a 500 that the service asks to be tried again',
      ...answered('internal', 'InternalError'),
      verdict: 'transient',
      rule: 'azure/upstream-unavailable',
    },
    {
      name: 'keeps a 500 with another code',
      ...answered('other-500', 'SomethingElse'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/upstream-unavailable'],
    },
    {
      name: 'keeps a wrong key',
      ...answered('authentication', 'AuthenticationFailed'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/rate-limit'],
    },
    {
      name: 'keeps a request without a key',
      ...answered('no-account', 'NoAuthenticationInformation'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/rate-limit'],
    },
    {
      name: 'keeps a permission that is missing',
      ...answered('permission', 'AuthorizationPermissionMismatch'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/rate-limit'],
    },
    {
      name: 'keeps a container that does not exist',
      ...answered('no-container', 'ContainerNotFound'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/upstream-unavailable'],
    },
    {
      name: 'keeps a container that exists already',
      ...answered('exists', 'ContainerAlreadyExists'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/upstream-unavailable'],
    },
    {
      name: 'keeps a condition that was not met',
      ...answered('condition', 'ConditionNotMet'),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['azure/upstream-unavailable'],
    },
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
      verdict: 'expected',
      rule: 'azure/aborted',
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

function answered(
  name: keyof typeof AZURE_ANSWERS,
  code: string,
): Pick<Case<BlobModule, Endpoint>, 'provoke' | 'identity'> {
  return {
    provoke: (module, { url }) => rejectionOf(openContainer(module, `${url}/answer/${name}`).create()),
    identity: `azure:RestError#${code}`,
  }
}

/** Without its retries, the first of which waits for four seconds. */
function openContainer(
  { AnonymousCredential, ContainerClient }: BlobModule,
  url: string,
): StorageBlob.ContainerClient {
  return new ContainerClient(`${url}/container`, new AnonymousCredential(), { retryOptions: { maxTries: 1 } })
}
