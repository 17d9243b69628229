import { defineLibrary, match } from '@sentry-presets/core'

const ERRORS = 'https://github.com/mongodb/node-mongodb-native/blob/main/src/error.ts'
const POOL_ERRORS = 'https://github.com/mongodb/node-mongodb-native/blob/main/src/cmap/errors.ts'
const CODES = 'https://www.mongodb.com/docs/manual/reference/error-codes/'

const SERVER_ERROR = match.all(
  // Each class by itself: a minifier leaves the name of an error, but not those of the classes that it descends from.
  match.any(
    match.error('mongodb:MongoServerError'),
    match.error('mongodb:MongoWriteConcernError'),
    match.error('mongodb:MongoBulkWriteError'),
  ),
  // Of several writes that failed only the first one's code is told, so that the others could be anything.
  match.not(match.field('writeErrors.1')),
)

/** What is known of all servers when none could be chosen: no error, but it leads to that of one of them. */
const TOPOLOGY = match.all(match.error('mongodb:*'), match.field('heartbeatFrequencyMS'))

/** What the server or the driver says of an error, in the order in which they came to say it. */
function label(name: string) {
  return match.any(
    match.field('errorLabels.0', name),
    match.field('errorLabels.1', name),
    match.field('errorLabels.2', name),
  )
}

/** The driver. What the server answers carries the server's number as its code. */
export const mongodb = defineLibrary({
  name: 'mongodb',
  packages: ['bson', 'mongodb-connection-string-url'],
  brands: [
    { fields: ['errorLabelSet'] },
    { fields: ['heartbeatFrequencyMS', 'localThresholdMS', 'servers'] },
  ],
  wrappers: [
    { when: match.error('mongodb:MongoServerSelectionError'), through: ['reason'] },
    { when: TOPOLOGY, through: ['error'] },
    {
      when: match.any(
        match.error('mongodb:MongoNetworkError'),
        match.error('mongodb:MongoPoolClearedError'),
        match.error('mongodb:PoolClearedOnNetworkError'),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'mongodb/authentication',
      when: match.any(
        match.error('mongodb:#13'),
        match.error('mongodb:#18'),
        // Atlas has one number for all that it refuses: credentials, rights, limits of the tier.
        match.error('mongodb:#8000'),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The user, its password or its rights are not what the configuration says.',
      source: CODES,
    },
    {
      id: 'mongodb/failover',
      when: match.all(
        match.any(
          ...['91', '189', '10107', '11600', '11602', '13435', '13436'].map((code) =>
            match.error(`mongodb:#${code}`),
          ),
        ),
        SERVER_ERROR,
      ),
      verdict: 'transient',
      reason:
        'The server is shutting down or has handed its role as primary over; the driver looks for the new one.',
      source:
        'https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md#not-writable-primary-and-node-is-recovering',
    },
    {
      id: 'mongodb/overloaded',
      when: match.all(SERVER_ERROR, label('SystemOverloadedError')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server turned work away because it had too much; if it lasts, it is too small for its load.',
      source: ERRORS,
    },
    {
      id: 'mongodb/retryable-write',
      when: match.all(SERVER_ERROR, label('RetryableWriteError')),
      verdict: 'transient',
      reason:
        'The server itself says that the write may be tried again, as it does while a member fails over.',
      source: 'https://www.mongodb.com/docs/manual/core/retryable-writes/',
    },
    {
      id: 'mongodb/transaction-conflict',
      when: match.all(SERVER_ERROR, label('TransientTransactionError')),
      verdict: 'transient',
      // A transaction that took longer than the server allows is given up in the same way.
      budget: { max: 20, per: '10m' },
      reason:
        'The server gave a transaction up, most often for another one, to be run again as a whole; if it lasts, they take too long.',
      source:
        'https://www.mongodb.com/docs/manual/core/transactions-in-applications/#transient-transaction-errors',
    },
    {
      id: 'mongodb/time-limit',
      when: match.all(match.any(match.error('mongodb:#50'), match.error('mongodb:#262')), SERVER_ERROR),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'An operation ran into its time limit; now and then that is load, often it is a missing index.',
      source: CODES,
    },
    {
      id: 'mongodb/no-primary',
      when: match.all(
        TOPOLOGY,
        match.field('type', 'ReplicaSetNoPrimary'),
        match.not(match.field('error')),
        // Without any member, the name of the set or the addresses are wrong.
        match.not(match.field('servers.size', 0)),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The replica set had no primary within the time that the driver waits for one, as while it elects a new one.',
      source: 'https://www.mongodb.com/docs/manual/core/replica-set-elections/',
    },
    {
      id: 'mongodb/timeout',
      when: match.all(match.error('mongodb:MongoNetworkTimeoutError'), match.not(match.field('cause'))),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server could not be reached or did not answer within the time that the driver waits for it.',
      source: ERRORS,
    },
    {
      id: 'mongodb/connection-lost',
      when: match.all(
        match.error('mongodb:MongoNetworkError'),
        match.message(/^connection .* closed$/),
        match.not(match.field('cause')),
      ),
      verdict: 'transient',
      reason: 'The server closed the connection while it was in use, as it does when it is restarted.',
      source: 'https://github.com/mongodb/node-mongodb-native/blob/main/src/cmap/connection.ts',
    },
    {
      id: 'mongodb/pool-timeout',
      when: match.error('mongodb:MongoWaitQueueTimeoutError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No connection of the pool came free in time; if it lasts, the pool is too small or a query too slow.',
      source: POOL_ERRORS,
    },
    {
      id: 'mongodb/closed-on-shutdown',
      when: match.all(
        match.any(
          match.error('mongodb:MongoClientClosedError'),
          match.error('mongodb:MongoTopologyClosedError'),
          match.error('mongodb:MongoNotConnectedError'),
          match.error('mongodb:MongoExpiredSessionError'),
          match.error('mongodb:MongoCursorExhaustedError'),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its client; work that still uses it is given up on purpose.',
      source: ERRORS,
    },
  ],
})
