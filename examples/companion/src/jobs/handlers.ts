import type { Bot } from 'grammy'
import type { Images } from '../image.js'
import type { Memory } from '../memory.js'
import type { Users } from '../users.js'
import type { Voice } from '../voice.js'
import { broadcast } from './broadcast.js'
import type { Handlers } from './worker.js'

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
      await bot?.api.sendVoice(userId, url)
    },
    async image(request) {
      const url = await images.generate(request)
      await bot?.api.sendPhoto(request.userId, url)
    },
    async broadcast({ text }) {
      if (bot) await broadcast({ api: bot.api, users, text })
    },
  }
}
