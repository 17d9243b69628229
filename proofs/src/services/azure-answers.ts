import type { DocumentedAnswer } from '../world/upstream.ts'

/** As of https://learn.microsoft.com/en-us/rest/api/storageservices/status-and-error-codes2 */
export const AZURE_ANSWERS = {
  busy: answer(503, 'ServerBusy', 'The server is busy.'),
  'timed-out': answer(
    500,
    'OperationTimedOut',
    'Operation could not be completed within the specified time.',
  ),
  internal: answer(
    500,
    'InternalError',
    'Server encountered an internal error. Please try again after some time.',
  ),
  'other-500': answer(500, 'SomethingElse', 'It failed.'),
  authentication: answer(403, 'AuthenticationFailed', 'Server failed to authenticate the request.'),
  permission: answer(
    403,
    'AuthorizationPermissionMismatch',
    'This request is not authorized to perform this operation using this permission.',
  ),
  'no-account': answer(401, 'NoAuthenticationInformation', 'Server failed to authenticate the request.'),
  'no-container': answer(404, 'ContainerNotFound', 'The specified container does not exist.'),
  exists: answer(409, 'ContainerAlreadyExists', 'The specified container already exists.'),
  condition: answer(
    412,
    'ConditionNotMet',
    'The condition specified using HTTP conditional header(s) is not met.',
  ),
  'broken-xml': { ...answer(200, '', ''), body: '<Enumeration' },
} satisfies Record<string, DocumentedAnswer>

function answer(status: number, code: string, message: string): DocumentedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}
RequestId:a0b1c2d3-0000-0000-0000-000000000000
Time:2026-01-01T00:00:00.0000000Z</Message></Error>`,
  }
}
