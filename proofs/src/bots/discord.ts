import { discord } from '@sentry-presets/catalog'
import type * as Discord from 'discord.js'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { createClient, createRest, loginTo } from './discord-calls.ts'
import { answers, hangs, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'
import { openGateway } from '../world/discord-gateway.ts'

type Expected = Pick<Case<never, never>, 'identity' | 'verdict' | 'rule' | 'nearMissOf' | 'inBundle'>

export const discordProof = defineProof<typeof Discord, undefined>({
  library: discord,
  against: 'a stub of the HTTP API and of the gateway',
  modules: { 'discord.js': () => import('discord.js') },
  bundle: { entry: "export { Client, REST } from 'discord.js'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    apiCase(
      'keeps a token that is wrong',
      401,
      { code: 0, message: '401: Unauthorized' },
      {
        identity: 'discord:DiscordAPIError#0',
        verdict: 'bug',
        rule: 'discord/authentication',
      },
    ),
    ...[
      { code: 50001, message: 'Missing Access' },
      { code: 50013, message: 'Missing Permissions' },
    ].map((body) =>
      apiCase(`keeps a right that the bot has not: ${body.message}`, 403, body, {
        identity: `discord:DiscordAPIError#${body.code}`,
        verdict: 'bug',
        rule: 'discord/missing-permissions',
        nearMissOf: ['discord/user-unreachable'],
      }),
    ),
    apiCase(
      'holds back a user who takes no messages',
      403,
      { code: 50007, message: 'Cannot send messages to this user' },
      {
        identity: 'discord:DiscordAPIError#50007',
        verdict: 'expected',
        rule: 'discord/user-unreachable',
        nearMissOf: ['discord/missing-permissions', 'discord/authentication'],
      },
    ),
    apiCase(
      'holds back an interaction that was answered too late',
      404,
      { code: 10062, message: 'Unknown interaction' },
      {
        identity: 'discord:DiscordAPIError#10062',
        verdict: 'transient',
        rule: 'discord/interaction-expired',
      },
    ),
    apiCase(
      'keeps an interaction that was answered twice',
      400,
      { code: 40060, message: 'Interaction has already been acknowledged.' },
      {
        identity: 'discord:DiscordAPIError#40060',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['discord/interaction-expired'],
      },
    ),
    apiCase(
      'holds back a message that was deleted',
      404,
      { code: 10008, message: 'Unknown Message' },
      {
        identity: 'discord:DiscordAPIError#10008',
        verdict: 'expected',
        rule: 'discord/message-deleted',
      },
    ),
    apiCase(
      'keeps a channel that does not exist',
      404,
      { code: 10003, message: 'Unknown Channel' },
      {
        identity: 'discord:DiscordAPIError#10003',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['discord/message-deleted', 'discord/interaction-expired'],
      },
    ),
    apiCase(
      'keeps a message that is not well formed',
      400,
      {
        code: 50035,
        message: 'Invalid Form Body',
        errors: { content: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } },
      },
      {
        identity: 'discord:DiscordAPIError#50035',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['discord/server-error', 'discord/rate-limit'],
      },
    ),
    ...[501, 526].map((status) =>
      apiCase(`keeps a ${status}, which no other call mends`, status, 'no such method', {
        identity: 'discord:HTTPError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['discord/server-error'],
      }),
    ),
    {
      name: "keeps an application's own error with the same fields",
      provoke: () => Promise.resolve(new OrderError()),
      identity: 'app:OrderError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['discord/server-error'],
    },
    ...[500, 502, 503].map((status) =>
      apiCase(`holds back a ${status} of Discord`, status, 'upstream connect error', {
        identity: 'discord:HTTPError',
        verdict: 'transient',
        rule: 'discord/server-error',
      }),
    ),
    {
      name: 'holds back a rate limit that the application wants to hear of',
      provoke: (module) =>
        rejectionFrom(
          answers(
            429,
            { message: 'You are being rate limited.', retry_after: 1, global: false },
            { 'retry-after': '1' },
          ),
          (url) => createRest(module, url, { rejectOnRateLimit: () => true }).get('/users/@me'),
        ),
      identity: 'discord:RateLimitError',
      verdict: 'transient',
      rule: 'discord/rate-limit',
    },
    {
      name: 'leaves a call that took too long to Node',
      provoke: (module) =>
        rejectionFrom(hangs, (url) => createRest(module, url, { timeout: 20 }).get('/users/@me')),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
    {
      name: 'leaves a connection that was refused to Node',
      provoke: async (module) =>
        rejectionOf(createRest(module, `http://127.0.0.1:${await findClosedPort()}`).get('/users/@me')),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'leaves a connection that was reset to Node',
      provoke: (module) => rejectionFrom(resets, (url) => createRest(module, url).get('/users/@me')),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps a call without a token',
      provoke: ({ REST }) => rejectionOf(new REST().get('/users/@me')),
      identity: 'discord:Error',
      verdict: 'bug',
      rule: undefined,
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a login without a token',
      provoke: ({ Client }) => rejectionOf(() => new Client({ intents: [] }).login('')),
      identity: 'discord:DiscordjsError#TokenInvalid',
      verdict: 'bug',
      rule: 'discord/authentication',
      nearMissOf: ['discord/no-interaction'],
    },
    {
      name: 'keeps a login with a wrong token',
      provoke: (module) =>
        rejectionFrom(answers(401, { code: 0, message: '401: Unauthorized' }), (url) =>
          createClient(module, url).login('wrong'),
        ),
      identity: 'discord:DiscordjsError#TokenInvalid',
      verdict: 'bug',
      rule: 'discord/authentication',
    },
    gatewayCase('keeps an intent that the bot was not granted', 4014, {
      identity: 'discord:Error',
      verdict: 'bug',
      rule: 'discord/missing-permissions',
      inBundle: 'cannot tell',
    }),
    gatewayCase('keeps a token that the gateway refuses', 4004, {
      identity: 'discord:Error',
      verdict: 'bug',
      rule: 'discord/authentication',
      inBundle: 'cannot tell',
    }),
    gatewayCase('keeps a bot that needs more shards', 4011, {
      identity: 'discord:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['discord/missing-permissions'],
    }),
    {
      name: 'holds back a button that nobody pressed',
      provoke: (module) =>
        rejectionFrom(answers(200, { id: '1', type: 1, recipients: [] }), async (url) => {
          const client = createClient(module, url)
          const channel = await client.channels.fetch('1')
          if (channel?.isTextBased()) await channel.awaitMessageComponent({ time: 20 })
        }),
      identity: 'discord:DiscordjsError#InteractionCollectorError',
      verdict: 'expected',
      rule: 'discord/no-interaction',
    },
  ],
})

function apiCase(
  name: string,
  status: number,
  body: object | string,
  expected: Expected,
): Case<typeof Discord, undefined> {
  return {
    name,
    provoke: (module) =>
      rejectionFrom(answers(status, body), (url) =>
        createRest(module, url).post('/channels/1/messages', { body: { content: 'Hello' } }),
      ),
    ...expected,
  }
}

/** The gateway takes the bot's identification and closes the connection with this code. */
function gatewayCase(name: string, closeCode: number, expected: Expected): Case<typeof Discord, undefined> {
  return {
    name,
    async provoke(module) {
      const gateway = await openGateway(closeCode)
      const error = await loginTo(module, gateway.url)
      await gateway.close()
      return error
    },
    ...expected,
  }
}

/** As applications make it of a call of one of their services. */
class OrderError extends Error {
  readonly method = 'POST'
  readonly url = 'https://orders.test/v10/orders'
  readonly requestBody = { amount: 1 }
  readonly status = 500
}
