import type * as Pipeline from '@azure/core-rest-pipeline'
import type * as StorageBlob from '@azure/storage-blob'
import { type Case, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import type { AZURE_ANSWERS } from './azure-answers.ts'

export type BlobModule = Pick<typeof StorageBlob, 'AnonymousCredential' | 'ContainerClient'> &
  Pick<typeof Pipeline, 'createDefaultHttpClient' | 'createPipelineRequest'>

/** What the storage service says by status and code. */
export const answerCases: readonly Case<BlobModule, Endpoint>[] = [
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
]

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
export function openContainer(
  { AnonymousCredential, ContainerClient }: BlobModule,
  url: string,
): StorageBlob.ContainerClient {
  return new ContainerClient(`${url}/container`, new AnonymousCredential(), { retryOptions: { maxTries: 1 } })
}
