import type { Bot } from 'grammy'
import { isForbidden } from '../bot/is-forbidden.js'
import type { Images } from '../image.js'
import { createLogger } from '../log.js'
import type { Memory } from '../memory.js'
import type { Users } from '../users.js'
import type { Voice } from '../voice.js'
import { broadcast } from './broadcast.js'
import type { Handlers } from './worker.js'

const log = createLogger('jobs')

interface HandlersOptions {
  readonly bot: Bot | undefined
  readonly images: Images
  readonly memory: Memory
  readonly users: Users
  readonly voice: Voice
}

export function createHandlers({ bot, images, memory, users, voice }: HandlersOptions): Handlers {
  return {
    memory: ({ userId, text }) => memory.remember(userId, text),
    async voice({ userId, text }) {
      const url = await voice.speak(userId, text)
      await deliver(() => bot?.api.sendVoice(userId, url))
    },
    async image(request) {
      const url = await images.generate(request)
      await deliver(() => bot?.api.sendPhoto(request.userId, url))
    },
    async broadcast({ text }) {
      if (bot) await broadcast({ api: bot.api, users, text })
    },
  }
}

/** A user who has blocked the bot gets nothing, and no second attempt. */
async function deliver(send: () => Promise<unknown> | undefined): Promise<void> {
  try {
    await send()
  } catch (err) {
    if (!isForbidden(err)) throw err
    log.error({ err }, 'not delivered')
  }
}
