import { grammy } from '@sentry-presets/catalog'
import type * as Grammy from 'grammy'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, hangs, rejectionFrom } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'
import { telegramCases, UPDATE } from './telegram-answers.ts'

export const grammyProof = defineProof<typeof Grammy, undefined>({
  library: grammy,
  against: 'a stub of the Bot API',
  modules: { grammy: () => import('grammy') },
  bundle: {
    entry: "export { Bot } from 'grammy'",
    keepNames: 'the node-fetch inside refuses an AbortSignal whose class is not called so',
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...telegramCases<typeof Grammy>({
      name: 'grammy',
      identityOf: (code) => `grammy:GrammyError#${code}`,
      call: (module, apiRoot) => call(module, apiRoot),
    }),
    {
      name: 'holds back an answer that grammY did not wait for',
      provoke: (module) => rejectionFrom(hangs, (apiRoot) => call(module, apiRoot, { timeoutSeconds: 0.02 })),
      identity: 'grammy:HttpError',
      verdict: 'transient',
      rule: 'grammy/timeout',
    },
    {
      name: 'looks through an HttpError at what the network said',
      provoke: async (module) => rejectionOf(call(module, `http://127.0.0.1:${await findClosedPort()}`)),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
      nearMissOf: ['grammy/timeout'],
    },
    {
      name: 'keeps an answer that is no JSON',
      provoke: (module) => rejectionFrom(answers(200, '<html>'), (apiRoot) => call(module, apiRoot)),
      identity: 'grammy:HttpError',
      decider: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['grammy/timeout', 'grammy/server-error'],
    },
    {
      name: 'keeps a bug in a transformer, which grammY takes for one of the network',
      provoke: (module) => {
        const { api } = createBot(module, 'http://127.0.0.1:1')
        api.config.use(() => JSON.parse('no JSON'))
        return rejectionOf(api.sendMessage(1, 'Hello'))
      },
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps a call that was made in a way that grammY does not allow',
      provoke: ({ Bot }) => rejectionOf(() => new Bot('')),
      identity: 'grammy:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['grammy/timeout'],
    },
    {
      name: 'holds back a handler whose call came too soon',
      provoke: (module) =>
        rejectionFrom(
          answers(429, { ok: false, error_code: 429, description: 'Too Many Requests' }),
          (apiRoot) => handle(module, apiRoot, (context) => context.reply('Hello')),
        ),
      identity: 'grammy:BotError',
      decider: 'grammy:GrammyError#429',
      verdict: 'transient',
      rule: 'grammy/flood-wait',
    },
    {
      name: 'keeps a bug in a handler',
      provoke: (module) =>
        rejectionOf(
          handle(module, 'http://127.0.0.1:1', (context) => JSON.parse(context.message?.text ?? '')),
        ),
      identity: 'grammy:BotError',
      decider: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

function createBot(
  { Bot }: typeof Grammy,
  apiRoot: string,
  options: Grammy.ApiClientOptions = {},
): Grammy.Bot {
  return new Bot('1:token', {
    client: { apiRoot, ...options },
    botInfo: { id: 1, is_bot: true, first_name: 'Bot', username: 'bot' } as Grammy.Bot['botInfo'], // the rest is not read
  })
}

async function call(
  module: typeof Grammy,
  apiRoot: string,
  options?: Grammy.ApiClientOptions,
): Promise<void> {
  await createBot(module, apiRoot, options).api.sendMessage(1, 'Hello')
}

async function handle(
  module: typeof Grammy,
  apiRoot: string,
  work: (context: Grammy.Context) => unknown,
): Promise<void> {
  const bot = createBot(module, apiRoot)
  bot.on('message', (context) => work(context))
  await bot.handleUpdate(UPDATE)
}
