import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_NOT_ALLOWED, SAYS_NOT_READY } from './redis-words.js'

const SOURCE = 'https://github.com/redis/node-redis/blob/master/packages/client/lib'
const ERRORS = `${SOURCE}/errors.ts`
const REPLIES = 'https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors'

/** What a server answers with: it begins with the server's own code. */
const reply = match.error('redis:ErrorReply')

/** redis, also known as node-redis. All its classes have the name `Error`, and none has a code. */
export const redis = defineLibrary({
  name: 'redis',
  packages: ['@redis/client', '@redis/bloom', '@redis/json', '@redis/search', '@redis/time-series'],
  brands: [{ fields: ['originalError', 'socketError'] }],
  wrappers: [
    // The other field has what the application's own strategy answered to it.
    { when: match.all(match.error('redis:*'), match.field('socketError')), through: ['socketError'] },
  ],
  rules: [
    {
      id: 'redis/authentication',
      when: match.all(reply, SAYS_NOT_ALLOWED),
      verdict: 'bug',
      veto: true,
      reason: 'The password or the rights of the Redis user are not what the configuration says.',
      source: REPLIES,
    },
    {
      id: 'redis/wrong-type',
      when: match.all(reply, match.message(/^WRONGTYPE /)),
      verdict: 'bug',
      veto: true,
      reason: 'Two pieces of code use one key for different kinds of value.',
      source: REPLIES,
    },
    {
      id: 'redis/connection-closed',
      when: match.error('redis:SocketClosedUnexpectedlyError'),
      verdict: 'transient',
      reason:
        'The server or something before it closed the connection; the client makes a new one by itself.',
      source: `${SOURCE}/client/socket.ts`,
    },
    {
      id: 'redis/pool-timeout',
      when: match.all(match.error('redis:TimeoutError'), match.message('Timeout waiting for a client')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'No client of the pool was free in time; if it lasts, the pool is too small or something does not give clients back.',
      source: `${SOURCE}/client/pool.ts`,
    },
    {
      id: 'redis/timeout',
      when: match.any(
        match.error('redis:ConnectionTimeoutError'),
        match.error('redis:SocketTimeoutError'),
        match.error('redis:TimeoutError'),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server could not be reached, or did not answer, within the timeout that the client was given.',
      source: ERRORS,
    },
    {
      id: 'redis/offline',
      when: match.error('redis:ClientOfflineError'),
      verdict: 'transient',
      reason: 'The client was just connecting again, and its commands are not to wait for that.',
      source: `${SOURCE}/client/index.ts`,
    },
    {
      id: 'redis/root-nodes-unavailable',
      when: match.error('redis:RootNodesUnavailableError'),
      verdict: 'transient',
      // It does not carry why; the client emits that of each node as an error of its own.
      budget: { max: 20, per: '10m' },
      reason: 'No node of the cluster could be asked for the others; if it lasts, the addresses are wrong.',
      source: `${SOURCE}/cluster/cluster-slots.ts`,
    },
    {
      id: 'redis/server-not-ready',
      when: match.all(reply, SAYS_NOT_READY),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server is loading its data, or another one is just taking over from it; if it lasts, the address is that of a replica or the cluster has a hole.',
      source: REPLIES,
    },
    {
      id: 'redis/watch',
      when: match.error('redis:WatchError'),
      verdict: 'expected',
      reason: 'Somebody else changed a watched key first, which is what an optimistic lock is there to tell.',
      source: 'https://github.com/redis/node-redis/blob/master/docs/transactions.md',
    },
    {
      id: 'redis/aborted',
      when: match.error('redis:AbortError'),
      verdict: 'expected',
      reason: 'The application called the command off itself before it was sent.',
      source: `${SOURCE}/client/commands-queue.ts`,
    },
    {
      id: 'redis/closed-on-shutdown',
      when: match.all(
        match.any(match.error('redis:ClientClosedError'), match.error('redis:DisconnectsClientError')),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its client; commands that still come or wait are given up on purpose.',
      source: ERRORS,
    },
  ],
})
