import { type Case, rejectionOf } from '../proof/proof.ts'
import { askGrpc, type GaxModule, type GoogleApi } from '../world/google-api.ts'

type GoogleCase = Case<GaxModule, GoogleApi>

/** Codes and texts of Google's services: https://cloud.google.com/apis/design/errors */
export const GRPC_ANSWERS = {
  unavailable: { code: 14, details: 'The service is currently unavailable.' },
  slow: { code: 4, details: 'Deadline expired before operation could complete.' },
  minute: { code: 8, details: "Quota exceeded for quota metric 'Publishing' and limit 'kB per minute'." },
  day: { code: 8, details: "Quota exceeded for quota metric 'Queries' and limit 'Queries per day'." },
  whole: { code: 8, details: 'Quota exceeded.' },
  full: { code: 8, details: 'Bandwidth exhausted' },
  contention: { code: 10, details: 'Too much contention on these documents. Please try again.' },
  cancelled: { code: 1, details: 'The operation was cancelled.' },
  unknown: { code: 2, details: 'Stream removed' },
  argument: { code: 3, details: 'Cannot convert an array value in an array value.' },
  missing: { code: 5, details: 'Resource not found (resource=topic).' },
  exists: { code: 6, details: 'Resource already exists in the project.' },
  permission: { code: 7, details: 'Missing or insufficient permissions.' },
  precondition: { code: 9, details: 'The query requires an index.' },
  unimplemented: { code: 12, details: 'Method not found.' },
  internal: { code: 13, details: 'Received RST_STREAM with code 2' },
  credentials: { code: 16, details: 'Request had invalid authentication credentials.' },
}

/** What a service says by the code of its answer. */
export const grpcCases: readonly GoogleCase[] = [
  {
    name: 'holds back a service that is unavailable',
    ...answered('unavailable', 14),
    verdict: 'transient',
    rule: 'google-cloud/unavailable',
  },
  {
    name: 'holds back a deadline that the service did not meet',
    ...answered('slow', 4),
    verdict: 'transient',
    rule: 'google-cloud/deadline',
  },
  {
    name: 'holds back a quota for the minute',
    ...answered('minute', 8),
    verdict: 'transient',
    rule: 'google-cloud/rate-limit',
    nearMissOf: ['google-cloud/daily-quota', 'google-cloud/message-too-large'],
  },
  {
    name: 'keeps a quota for the day',
    ...answered('day', 8),
    verdict: 'bug',
    rule: 'google-cloud/daily-quota',
    nearMissOf: ['google-cloud/rate-limit'],
  },
  {
    name: "keeps Firestore's quota for the day, of which it is not said that it is one",
    ...answered('whole', 8),
    verdict: 'bug',
    rule: 'google-cloud/daily-quota',
    nearMissOf: ['google-cloud/rate-limit'],
  },
  {
    name: 'holds back a connection that takes no more calls',
    ...answered('full', 8),
    verdict: 'transient',
    rule: 'google-cloud/rate-limit',
    nearMissOf: ['google-cloud/daily-quota'],
  },
  {
    name: 'holds back two transactions that want the same',
    ...answered('contention', 10),
    verdict: 'transient',
    rule: 'google-cloud/conflict',
  },
  kept('a call that the service called off', 'cancelled', 1, 'google-cloud/cancelled'),
  kept('an unknown failure', 'unknown', 2, 'google-cloud/unavailable'),
  kept('a wrong argument', 'argument', 3, 'google-cloud/unavailable'),
  kept('what is not there', 'missing', 5, 'google-cloud/unavailable'),
  kept('what is there already', 'exists', 6, 'google-cloud/conflict'),
  kept('a permission that is missing', 'permission', 7, 'google-cloud/rate-limit'),
  kept('an index that is missing', 'precondition', 9, 'google-cloud/conflict'),
  kept('a method that does not exist', 'unimplemented', 12, 'google-cloud/unavailable'),
  kept('an internal failure of the service', 'internal', 13, 'google-cloud/unavailable'),
  kept('an answer that cannot be read', 'rubbish', 13, 'google-cloud/unavailable'),
  kept('wrong credentials', 'credentials', 16, 'google-cloud/unavailable'),
]

function kept(what: string, name: string, code: number, nearMiss: string): GoogleCase {
  return {
    name: `keeps ${what}`,
    ...answered(name, code),
    verdict: 'bug',
    rule: undefined,
    nearMissOf: [nearMiss],
  }
}

function answered(name: string, code: number): Pick<GoogleCase, 'provoke' | 'identity'> {
  return {
    provoke: (gax, { grpc: { port } }) => rejectionOf(askGrpc(gax, name, { port })),
    identity: `@grpc/grpc-js:Error#${code}`,
  }
}
