import type { Analytics } from './analytics.js'
import type { Cache } from './cache.js'
import type { Llm } from './llm.js'
import { createLogger } from './log.js'
import type { Memory } from './memory.js'
import type { Queues } from './jobs/queues.js'
import type { Users } from './users.js'

export interface Conversation {
  /** Answers one message, with an apology when no model does. */
  answer(userId: string, text: string): Promise<string>
  /** Sums up the last messages. Throws when no model answers. */
  digest(userId: string): Promise<string>
}

interface ConversationOptions {
  readonly analytics: Analytics
  readonly cache: Cache
  readonly llm: Llm
  readonly memory: Memory
  readonly queues: Queues
  readonly users: Users
}

const log = createLogger('core.conversation')
const APOLOGY = 'I need a moment to think. Ask me again in a minute?'

export function createConversation(options: ConversationOptions): Conversation {
  const { analytics, cache, llm, memory, queues, users } = options

  return {
    async answer(userId, text) {
      if (!(await cache.allow(userId))) return 'That was a lot for one hour. Talk to you later!'
      void analytics.track('message', { userId, length: text.length })

      const [profile, memories, history] = await Promise.all([
        cache.profile(userId),
        memory.recall(userId, text),
        cache.history(userId, text),
      ])
      await users.touch(userId)
      await users.addMessage(userId, 'user', text)

      try {
        const answer = await llm.complete(userId, [profile, ...memories, ...history, text].join('\n'))
        await users.addMessage(userId, 'assistant', answer)
        await Promise.all([cache.seen(userId), cache.setProfile(userId, `likes ${text.slice(0, 20)}`)])
        await queues.add('memory', { userId, text })
        return answer
      } catch (err) {
        log.error({ err }, 'no answer, apologising')
        return APOLOGY
      }
    },
    async digest(userId) {
      const history = await cache.history(userId, 'digest')
      return llm.complete(userId, `Sum up: ${history.join('\n')}`)
    },
  }
}
