import type * as Mongodb from 'mongodb'
import type { Case } from '../proof/proof.ts'
import * as calls from './mongodb-calls.ts'

const { asking, failing, to } = calls

// What MongoDB calls these states: https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
const FAILOVER = [
  [91, 'ShutdownInProgress'],
  [189, 'PrimarySteppedDown'],
  [10107, 'NotWritablePrimary'],
  [11600, 'InterruptedAtShutdown'],
  [11602, 'InterruptedDueToReplStateChange'],
  [13435, 'NotPrimaryNoSecondaryOk'],
  [13436, 'NotPrimaryOrSecondary'],
] as const

const LIMITS = [
  [50, 'MaxTimeMSExpired'],
  [262, 'ExceededTimeLimit'],
] as const

const REFUSALS = [
  [13, 'Unauthorized'],
  [18, 'AuthenticationFailed'],
  [8000, 'AtlasError'],
] as const

/** What a server answers to a command. */
export const mongoReplies: readonly Case<typeof Mongodb, undefined>[] = [
  ...FAILOVER.map(([code, codeName]) => ({
    name: `holds back ${codeName}`,
    provoke: asking(calls.find, failing('find', code, codeName)),
    identity: `mongodb:MongoServerError#${code}`,
    verdict: 'transient' as const,
    rule: 'mongodb/failover',
  })),
  {
    name: 'holds back a write that the shutdown of a member has left in doubt',
    provoke: asking(
      calls.update,
      to('update', { ok: 1, n: 1, writeConcernError: { code: 91, errmsg: 'shutting down' } }),
    ),
    identity: 'mongodb:MongoWriteConcernError#91',
    verdict: 'transient',
    rule: 'mongodb/failover',
  },
  {
    name: 'holds back several writes to a server that is shutting down',
    provoke: asking(calls.insertMany, failing('insert', 91, 'shutting down')),
    identity: 'mongodb:MongoBulkWriteError#91',
    verdict: 'transient',
    rule: 'mongodb/failover',
  },
  {
    name: 'keeps several writes of which one failed for another reason',
    provoke: asking(
      calls.insertMany,
      to('insert', {
        ok: 1,
        n: 0,
        writeErrors: [
          { index: 0, code: 91, errmsg: 'shutting down' },
          { index: 1, code: 121, errmsg: 'Document failed validation' },
        ],
      }),
    ),
    identity: 'mongodb:MongoBulkWriteError#91',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mongodb/failover', 'mongodb/time-limit'],
  },
  {
    name: 'keeps a write that the other members did not confirm in time',
    provoke: asking(
      calls.update,
      to('update', {
        ok: 1,
        n: 1,
        writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
      }),
    ),
    identity: 'mongodb:MongoWriteConcernError#64',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mongodb/failover', 'mongodb/retryable-write', 'mongodb/time-limit'],
  },
  {
    name: 'holds back a write that the server calls retryable',
    provoke: asking(calls.insert, failing('insert', 9001, 'SocketException', 'RetryableWriteError')),
    identity: 'mongodb:MongoServerError#9001',
    verdict: 'transient',
    rule: 'mongodb/retryable-write',
  },
  {
    name: 'keeps the same of a write that the server does not call so',
    provoke: asking(calls.insert, failing('insert', 9001, 'SocketException')),
    identity: 'mongodb:MongoServerError#9001',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mongodb/retryable-write', 'mongodb/failover'],
  },
  {
    name: 'holds back a server that has too much to do',
    // https://github.com/mongodb/specifications/blob/master/source/client-backpressure/client-backpressure.md
    provoke: asking(
      calls.insert,
      failing('insert', 462, 'IngressRequestRateLimitExceeded', 'SystemOverloadedError', 'RetryableError'),
    ),
    identity: 'mongodb:MongoServerError#462',
    verdict: 'transient',
    rule: 'mongodb/overloaded',
  },
  {
    name: 'keeps a server that has too little memory',
    provoke: asking(calls.find, failing('find', 146, 'ExceededMemoryLimit')),
    identity: 'mongodb:MongoServerError#146',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mongodb/overloaded', 'mongodb/time-limit'],
  },
  {
    name: 'holds back a conflict of two transactions',
    provoke: asking(
      calls.insertInTransaction,
      failing('insert', 112, 'WriteConflict', 'TransientTransactionError'),
    ),
    identity: 'mongodb:MongoServerError#112',
    verdict: 'transient',
    rule: 'mongodb/transaction-conflict',
  },
  {
    name: 'keeps a transaction that is used up',
    provoke: asking(calls.insertInTransaction, failing('insert', 256, 'TransactionCommitted')),
    identity: 'mongodb:MongoServerError#256',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['mongodb/transaction-conflict'],
  },
  ...LIMITS.map(([code, codeName]) => ({
    name: `holds back ${codeName}`,
    provoke: asking(calls.find, failing('find', code, codeName)),
    identity: `mongodb:MongoServerError#${code}`,
    verdict: 'transient' as const,
    rule: 'mongodb/time-limit',
  })),
  ...REFUSALS.map(([code, codeName]) => ({
    name: `keeps ${codeName}`,
    provoke: asking(calls.find, failing('saslStart', code, codeName), {
      auth: { username: 'app', password: 'wrong' },
    }),
    identity: `mongodb:MongoServerError#${code}`,
    verdict: 'bug' as const,
    rule: 'mongodb/authentication',
    nearMissOf: ['mongodb/failover'],
  })),
  {
    name: 'keeps a user without the right to write, whatever else the server says',
    provoke: asking(calls.insert, failing('insert', 13, 'not authorized', 'RetryableWriteError')),
    identity: 'mongodb:MongoServerError#13',
    verdict: 'bug',
    rule: 'mongodb/authentication',
    nearMissOf: ['mongodb/retryable-write'],
  },
  {
    name: 'keeps a wrong password that emptied the pool',
    provoke: asking(calls.findAtOnce, failing('saslStart', 18, 'AuthenticationFailed'), {
      auth: { username: 'app', password: 'wrong' },
    }),
    identity: 'mongodb:PoolClearedError',
    decider: 'mongodb:MongoServerError#18',
    verdict: 'bug',
    rule: 'mongodb/authentication',
    nearMissOf: ['mongodb/connection-lost'],
  },
  {
    name: 'keeps a duplicate key',
    provoke: asking(
      calls.insert,
      to('insert', {
        ok: 1,
        n: 0,
        writeErrors: [{ index: 0, code: 11000, errmsg: 'E11000 duplicate key' }],
      }),
    ),
    identity: 'mongodb:MongoServerError#11000',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a query that the server does not understand',
    provoke: asking(calls.find, failing('find', 2, 'unknown operator: $near')),
    identity: 'mongodb:MongoServerError#2',
    verdict: 'bug',
    rule: undefined,
    // Only its text, which anybody may have written, could be taken for that of a network error.
    nearMissOf: ['mongodb/authentication'],
  },
]
