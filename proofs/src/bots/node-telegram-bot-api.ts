import { once } from 'node:events'
import { nodeTelegramBotApi } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, hangs, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'
import { telegramCases } from './telegram-answers.ts'

/** What the cases ask of version 2, and of version 1 through an adapter. */
interface Module {
  readonly Bot: new (token: string, options: Options) => Bot
}

interface Options {
  readonly apiRoot: string
  readonly timeoutMs?: number
  readonly maxRetries?: number
}

interface Bot {
  readonly api: {
    readonly sendMessage: (
      message: { readonly chat_id: number; readonly text: string },
      signal?: AbortSignal,
    ) => Promise<unknown>
  }
  readonly startPolling: () => Promise<void>
}

const VERSION_2 = ['node-telegram-bot-api', 'bundle']
const VERSION_1 = ['node-telegram-bot-api-1']

export const nodeTelegramBotApiProof = defineProof<Module, undefined>({
  library: nodeTelegramBotApi,
  against: 'a stub of the Bot API',
  modules: {
    'node-telegram-bot-api': () => import('node-telegram-bot-api'),
    'node-telegram-bot-api-1': adaptVersion1,
  },
  bundle: { entry: "export { Bot } from 'node-telegram-bot-api'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...telegramCases<Module>({
      name: 'node-telegram-bot-api',
      identityOf: () => /^node-telegram-bot-api:Telegram(?:Api)?Error#ETELEGRAM$/,
      call: (module, apiRoot) => call(module, { apiRoot }),
    }),
    {
      name: 'holds back a gateway that answers with a page',
      provoke: (module) => rejectionFrom(answers(502, '<html>'), (apiRoot) => call(module, { apiRoot })),
      identity: /^node-telegram-bot-api:(?:NetworkError#EFETCH|ParseError#EPARSE)$/,
      verdict: 'transient',
      rule: 'node-telegram-bot-api/server-error',
    },
    {
      name: 'keeps a page where Telegram should have answered',
      provoke: (module) => rejectionFrom(answers(200, '<html>'), (apiRoot) => call(module, { apiRoot })),
      identity: /^node-telegram-bot-api:ParseError#EPARSE$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-telegram-bot-api/server-error'],
    },
    {
      name: 'looks through it at a connection that was refused',
      provoke: async (module) =>
        rejectionOf(call(module, { apiRoot: `http://127.0.0.1:${await findClosedPort()}` })),
      identity: /^node-telegram-bot-api:(?:NetworkError#EFETCH|FatalError#EFATAL)$/,
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['node-telegram-bot-api/timeout'],
    },
    {
      name: 'looks through it at a connection that was reset',
      provoke: (module) => rejectionFrom(resets, (apiRoot) => call(module, { apiRoot })),
      identity: /^node-telegram-bot-api:(?:NetworkError#EFETCH|FatalError#EFATAL)$/,
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'keeps an address that fetch refuses',
      provoke: (module) => rejectionOf(call(module, { apiRoot: 'http://127.0.0.1:1' })),
      identity: /^node-telegram-bot-api:(?:NetworkError#EFETCH|FatalError#EFATAL)$/,
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
    },
    {
      name: 'looks through it at a deadline that was reached',
      provoke: (module) => rejectionFrom(hangs, (apiRoot) => call(module, { apiRoot, timeoutMs: 20 })),
      identity: 'node-telegram-bot-api:TimeoutError#ETIMEOUT',
      decider: 'node:TimeoutError',
      verdict: 'transient',
      rule: 'node/deadline',
      only: VERSION_2,
    },
    {
      name: 'holds back an answer that version 1 did not wait for',
      provoke: (module) => rejectionFrom(hangs, (apiRoot) => call(module, { apiRoot, timeoutMs: 20 })),
      identity: 'node-telegram-bot-api:FatalError#EFATAL',
      verdict: 'transient',
      rule: 'node-telegram-bot-api/timeout',
      only: VERSION_1,
    },
    {
      name: 'holds back a call that the application gave up',
      provoke: (module) =>
        rejectionFrom(hangs, (apiRoot) =>
          new module.Bot('1:token', { apiRoot }).api.sendMessage(MESSAGE, AbortSignal.abort()),
        ),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
      only: VERSION_2,
    },
    {
      name: 'keeps a token that was never set',
      provoke: ({ Bot }) =>
        rejectionOf(async () => new Bot('', { apiRoot: 'http://127.0.0.1:1' }).api.sendMessage(MESSAGE)),
      identity: /^node-telegram-bot-api:(?:TelegramBotError#EPARAM|FatalError#EFATAL)$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node-telegram-bot-api/timeout'],
    },
    {
      name: 'keeps a second poller while it polls',
      provoke: (module) =>
        rejectionFrom(answers(409, { ok: false, error_code: 409, description: 'Conflict' }), (apiRoot) =>
          new module.Bot('1:token', { apiRoot }).startPolling(),
        ),
      identity: /^node-telegram-bot-api:Telegram(?:Api)?Error#ETELEGRAM$/,
      verdict: 'bug',
      rule: 'node-telegram-bot-api/two-pollers',
    },
  ],
})

const MESSAGE = { chat_id: 1, text: 'Hello' }

async function call({ Bot }: Module, options: Options): Promise<void> {
  await new Bot('1:token', { maxRetries: 0, ...options }).api.sendMessage(MESSAGE)
}

async function adaptVersion1(): Promise<Module> {
  const { TelegramBot } = await import('node-telegram-bot-api-1')
  return {
    Bot: class {
      readonly #bot
      constructor(token: string, { apiRoot, timeoutMs }: Options) {
        this.#bot = new TelegramBot(token, {
          baseApiUrl: apiRoot,
          request: { maxRetriesOn429: 0, ...(timeoutMs !== undefined && { timeoutMs }) },
        })
      }
      readonly api: Bot['api'] = { sendMessage: ({ chat_id, text }) => this.#bot.sendMessage(chat_id, text) }
      async startPolling(): Promise<void> {
        const failed = once(this.#bot, 'polling_error')
        await this.#bot.startPolling()
        const [error] = await failed
        await this.#bot.stopPolling()
        throw error
      }
    },
  }
}
