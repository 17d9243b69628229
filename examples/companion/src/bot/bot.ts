import { Bot } from 'grammy'
import type { Cache } from '../cache.js'
import type { Config } from '../config.js'
import type { Conversation } from '../conversation.js'
import type { Drafts } from '../drafts.js'
import type { Queues } from '../jobs/queues.js'
import { createLogger } from '../log.js'
import type { Memory } from '../memory.js'

interface BotOptions {
  readonly config: Config
  readonly token: string
  readonly cache: Cache
  readonly conversation: Conversation
  readonly drafts: Drafts
  readonly memory: Memory
  readonly queues: Queues
}

const log = createLogger('telegram')
const GIFT_MESSAGES = 50

export function createBot({ config, token, cache, conversation, drafts, memory, queues }: BotOptions): Bot {
  const bot = new Bot(token, { client: { apiRoot: config.telegram.apiRoot } })

  bot.command('start', (ctx) => ctx.reply('Hello! Tell me about your day.'))
  bot.command('streak', async (ctx) => {
    const days = await memory.streak(String(ctx.chat.id))
    await ctx.reply(`You have been here for ${days} days in a row.`)
  })
  bot.command('gift', async (ctx) => {
    await cache.gift(String(ctx.chat.id), GIFT_MESSAGES)
    await ctx.reply(`${GIFT_MESSAGES} messages on me.`)
  })
  bot.command('story', async (ctx) => {
    drafts.open(String(ctx.chat.id))
    await ctx.reply('Tell me the first line.')
  })
  bot.command('imagine', async (ctx) => {
    await queues.add('image', {
      userId: String(ctx.chat.id),
      prompt: ctx.match,
      hd: ctx.match.startsWith('hd '),
    })
    await ctx.reply('Drawing …')
  })
  bot.command('speak', async (ctx) => {
    await queues.add('voice', { userId: String(ctx.chat.id), text: ctx.match })
  })
  bot.on('message:text', async (ctx) => {
    const userId = String(ctx.chat.id)
    const { text } = ctx.message
    await ctx.reply(drafts.add(userId, text) ? 'And then?' : await conversation.answer(userId, text))
  })
  bot.catch(({ error, ctx }) => {
    log.error({ err: error, update: ctx.update.update_id }, 'update failed')
  })

  return bot
}
