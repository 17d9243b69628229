import { telegraf } from '@sentry-presets/catalog'
import type * as Telegraf from 'telegraf'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, rejectionFrom } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'
import { telegramCases, UPDATE } from './telegram-answers.ts'

export const telegrafProof = defineProof<typeof Telegraf, undefined>({
  library: telegraf,
  against: 'a stub of the Bot API',
  modules: { telegraf: () => import('telegraf') },
  bundle: { entry: "export { Telegraf } from 'telegraf'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...telegramCases<typeof Telegraf>({
      name: 'telegraf',
      identityOf: (code) => `telegraf:TelegramError#${code}`,
      call,
    }),
    {
      name: 'holds back a gateway that answers with a page',
      provoke: (module) =>
        rejectionFrom(answers(502, '<html>Bad Gateway</html>'), (url) => call(module, url)),
      identity: 'telegraf:TelegramError#502',
      verdict: 'transient',
      rule: 'telegraf/server-error',
    },
    {
      name: 'keeps a page where Telegram should have answered',
      provoke: (module) => rejectionFrom(answers(200, '<html>'), (url) => call(module, url)),
      identity: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['telegraf/server-error'],
    },
    {
      name: 'leaves a connection that was refused to node-fetch',
      provoke: async (module) => rejectionOf(call(module, `http://127.0.0.1:${await findClosedPort()}`)),
      identity: 'node-fetch:FetchError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'keeps a token that was never set',
      provoke: ({ Telegraf: Bot }) => rejectionOf(new Bot('').telegram.getMe()),
      identity: 'telegraf:TelegramError#401',
      verdict: 'bug',
      rule: 'telegraf/token',
    },
    {
      name: 'keeps a second poller at the start',
      provoke: (module) =>
        rejectionFrom(
          answers(409, { ok: false, error_code: 409, description: "Conflict: can't use getUpdates method" }),
          async (url) => {
            const bot = createBot(module, url)
            await bot.launch()
          },
        ),
      identity: 'telegraf:TelegramError#409',
      verdict: 'bug',
      rule: 'telegraf/two-pollers',
    },
    {
      name: 'keeps a migrated group, for which the code has to change the chat',
      provoke: (module) =>
        rejectionFrom(
          answers(400, {
            ok: false,
            error_code: 400,
            description: 'Bad Request: group chat was upgraded to a supergroup chat',
            parameters: { migrate_to_chat_id: -100 },
          }),
          (url) => call(module, url),
        ),
      identity: 'telegraf:TelegramError#400',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['telegraf/outdated-update'],
    },
    {
      name: 'holds back a handler whose call came too soon',
      provoke: (module) =>
        rejectionFrom(answers(429, { ok: false, error_code: 429, description: 'Too Many Requests' }), (url) =>
          handle(module, url, (context) => context.reply('Hello')),
        ),
      identity: 'telegraf:TelegramError#429',
      verdict: 'transient',
      rule: 'telegraf/flood-wait',
    },
    {
      name: 'keeps a bug in a handler',
      provoke: (module) =>
        rejectionOf(handle(module, 'http://127.0.0.1:1', ({ text }) => JSON.parse(text ?? ''))),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

function createBot({ Telegraf: Bot }: typeof Telegraf, apiRoot: string): Telegraf.Telegraf {
  return new Bot('1:token', { telegram: { apiRoot } })
}

async function call(module: typeof Telegraf, apiRoot: string): Promise<void> {
  await createBot(module, apiRoot).telegram.sendMessage(1, 'Hello')
}

async function handle(
  module: typeof Telegraf,
  apiRoot: string,
  work: (context: Telegraf.Context) => unknown,
): Promise<void> {
  const bot = createBot(module, apiRoot)
  bot.botInfo = { id: 1, is_bot: true, first_name: 'Bot', username: 'bot' } as NonNullable<typeof bot.botInfo> // the rest is not read
  bot.use(async (context) => {
    await work(context)
  })
  bot.catch((error) => {
    throw error
  })
  await bot.handleUpdate(UPDATE)
}
