import type { RequestListener } from 'node:http'
import { type ApiClientOptions, Bot, type Context } from 'grammy'
import { grammy } from '@sentry-presets/catalog'
import { importBundled } from '../world/bundle.ts'
import { openHttp } from '../world/loopback.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'

interface World {
  /** grammY as in an application that is shipped as one minified file. */
  readonly bundled: typeof Bot
}

export const grammyProof = defineProof<World>({
  library: grammy,
  async open() {
    const { Bot: bundled } = await importBundled("export { Bot } from 'grammy'", true)
    return { bundled: bundled as typeof Bot } // it is the same source
  },
  async close() {},
  cases: [
    answerCase('keeps a second poller', 409, 'Conflict: terminated by other getUpdates request', {
      verdict: 'bug',
      rule: 'grammy/two-pollers',
    }),
    answerCase('keeps a token that is wrong', 401, 'Unauthorized', {
      verdict: 'bug',
      rule: 'grammy/token',
    }),
    answerCase('keeps a token that is none', 404, 'Not Found', {
      verdict: 'bug',
      rule: 'grammy/token',
      nearMissOf: ['grammy/outdated-update', 'grammy/user-unreachable'],
    }),
    answerCase('holds back a call that came too soon', 429, 'Too Many Requests: retry after 5', {
      verdict: 'transient',
      rule: 'grammy/flood-wait',
    }),
    ...[500, 502, 503, 504].map((code) =>
      answerCase(`holds back a ${code} of Telegram`, code, 'Internal Server Error', {
        verdict: 'transient',
        rule: 'grammy/server-error',
      }),
    ),
    ...[
      'Forbidden: bot was blocked by the user',
      'Forbidden: user is deactivated',
      'Forbidden: bot was kicked from the group chat',
    ].map((description) =>
      answerCase(`holds back a user who has gone: ${description}`, 403, description, {
        verdict: 'expected',
        rule: 'grammy/user-unreachable',
      }),
    ),
    answerCase(
      'keeps a chat that was never begun',
      403,
      "Forbidden: bot can't initiate conversation with a user",
      {
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['grammy/user-unreachable', 'grammy/token'],
      },
    ),
    ...[
      'Bad Request: message is not modified: specified new message content is exactly the same',
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
      'Bad Request: message to edit not found',
    ].map((description) =>
      answerCase(`holds back an update that is outdated: ${description}`, 400, description, {
        verdict: 'expected',
        rule: 'grammy/outdated-update',
      }),
    ),
    answerCase('keeps a message that is not well formed', 400, "Bad Request: can't parse entities", {
      verdict: 'bug',
      rule: undefined,
      nearMissOf: [
        'grammy/outdated-update',
        'grammy/flood-wait',
        'grammy/server-error',
        'grammy/two-pollers',
      ],
    }),
    {
      name: 'holds back a call that came too soon, from a bundle',
      provoke: ({ bundled }) =>
        serve(telegram(429, 'Too Many Requests'), (apiRoot) => call(apiRoot, bundled)),
      identity: 'grammy:GrammyError#429',
      verdict: 'transient',
      rule: 'grammy/flood-wait',
    },
    {
      name: 'holds back an answer that grammY did not wait for',
      provoke: () =>
        serve(
          () => {},
          (apiRoot) => call(apiRoot, Bot, { timeoutSeconds: 0.02 }),
        ),
      identity: 'grammy:HttpError',
      decider: 'grammy:Error',
      verdict: 'transient',
      rule: 'grammy/timeout',
    },
    {
      name: 'keeps a call that was made in a way that grammY does not allow',
      provoke: () => rejectionOf(() => new Bot('')),
      identity: 'grammy:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['grammy/timeout'],
    },
    {
      name: 'holds back a handler whose call came too soon',
      provoke: () => serve(telegram(429, 'Too Many Requests'), (apiRoot) => handle(apiRoot, reply)),
      identity: 'grammy:BotError',
      decider: 'grammy:GrammyError#429',
      verdict: 'transient',
      rule: 'grammy/flood-wait',
    },
    {
      name: 'keeps a bug in a handler',
      provoke: () =>
        serve(telegram(429, ''), (apiRoot) =>
          handle(apiRoot, (context) => {
            JSON.parse(context.message?.text ?? '')
          }),
        ),
      identity: 'grammy:BotError',
      decider: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

type Expected = Pick<Case<World>, 'verdict' | 'rule' | 'nearMissOf'>

/** What Telegram answers, from a stub of its Bot API. */
function answerCase(name: string, code: number, description: string, expected: Expected): Case<World> {
  return {
    name,
    provoke: () => serve(telegram(code, description), (apiRoot) => call(apiRoot)),
    identity: `grammy:GrammyError#${code}`,
    ...expected,
  }
}

function telegram(code: number, description: string): RequestListener {
  return (_, response) => {
    response.writeHead(code, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: false, error_code: code, description }))
  }
}

async function call(
  apiRoot: string,
  Client: typeof Bot = Bot,
  options: ApiClientOptions = {},
): Promise<void> {
  await new Client('1:token', { client: { apiRoot, ...options } }).api.sendMessage(1, 'Hello')
}

async function handle(apiRoot: string, work: (context: Context) => unknown): Promise<void> {
  const bot = new Bot('1:token', {
    client: { apiRoot },
    botInfo: { id: 1, is_bot: true, first_name: 'Bot', username: 'bot' } as Bot['botInfo'], // the rest is not read
  })
  bot.on('message', (context) => work(context))
  const chat = { id: 1, type: 'private', first_name: 'User' } as const
  await bot.handleUpdate({
    update_id: 1,
    message: { message_id: 1, date: 1, chat, text: 'no JSON' } as never,
  })
}

async function reply(context: Context): Promise<void> {
  await context.reply('Hello')
}

async function serve(listener: RequestListener, work: (url: string) => Promise<void>): Promise<unknown> {
  const endpoint = await openHttp(listener)
  const error = await rejectionOf(work(endpoint.url))
  await endpoint.close()
  return error
}
