import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_NOT_ALLOWED, SAYS_NOT_READY } from './redis-words.js'

const SOURCE = 'https://github.com/redis/ioredis/blob/main/lib'
const REPLIES = 'https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors'

/** What a server answers with: the name and the field, which ioredis puts on, survive a minifier. */
const reply = match.all(match.error('*:ReplyError'), match.field('command.name'))

/** ioredis with its parser. Errors of the client carry no code; replies begin with the server's own. */
export const ioredis = defineLibrary({
  name: 'ioredis',
  packages: ['redis-parser', 'redis-errors', '@ioredis/commands'],
  // A connection that is not made in time, on which `errorno` stands for `errno`; a cluster without nodes.
  brands: [{ fields: ['errorno', 'syscall'] }, { fields: ['lastNodeError'] }],
  wrappers: [
    {
      when: match.all(match.error('ioredis:*'), match.field('lastNodeError')),
      through: ['lastNodeError'],
    },
  ],
  rules: [
    {
      id: 'ioredis/authentication',
      when: match.all(reply, SAYS_NOT_ALLOWED),
      verdict: 'bug',
      veto: true,
      reason: 'The password or the rights of the Redis user are not what the configuration says.',
      source: REPLIES,
    },
    {
      id: 'ioredis/wrong-type',
      when: match.all(reply, match.message(/^WRONGTYPE /)),
      verdict: 'bug',
      veto: true,
      reason: 'Two pieces of code use one key for different kinds of value.',
      source: REPLIES,
    },
    {
      id: 'ioredis/connection-closed',
      when: match.all(match.error('ioredis:Error'), match.message('Connection is closed.')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The connection was lost or shut while a command waited; if it lasts, the code uses a client that it has shut.',
      source: `${SOURCE}/redis/event_handler.ts`,
    },
    {
      id: 'ioredis/retries-exhausted',
      when: match.error('ioredis:MaxRetriesPerRequestError'),
      verdict: 'transient',
      // It does not carry why; the client emits that as an error of its own.
      budget: { max: 20, per: '10m' },
      reason:
        'The server stayed away for as many reconnections as a command is allowed to wait for; if it lasts, its address is wrong.',
      source: `${SOURCE}/errors/MaxRetriesPerRequestError.ts`,
    },
    {
      id: 'ioredis/command-timeout',
      when: match.all(
        match.error('ioredis:Error'),
        match.any(
          match.message('Command timed out'),
          match.message("Socket timeout. Expecting data, but didn't receive any in"),
          match.message("Stream isn't writeable"),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'The server did not answer in time, or was not connected and commands are not queued.',
      source: `${SOURCE}/Command.ts`,
    },
    {
      id: 'ioredis/connect-timeout',
      when: match.error('ioredis:#ETIMEDOUT'),
      verdict: 'transient',
      reason:
        'The server could not be reached within the timeout for connecting; the client tries again by itself.',
      source: `${SOURCE}/redis/index.ts`,
    },
    {
      id: 'ioredis/server-not-ready',
      when: match.all(reply, SAYS_NOT_READY),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The server is loading its data, or another one is just taking over from it; if it lasts, the address is that of a replica or the cluster has a hole.',
      source: REPLIES,
    },
  ],
})
