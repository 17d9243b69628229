import type { Api } from 'grammy'
import { isForbidden } from '../bot/is-forbidden.js'
import { createLogger } from '../log.js'
import type { User, Users } from '../users.js'

interface BroadcastOptions {
  readonly api: Api
  readonly users: Users
  readonly text: string
}

const log = createLogger('broadcast')

/** Sends one text to everybody, and remembers who has blocked the bot. */
export async function broadcast({ api, users, text }: BroadcastOptions): Promise<void> {
  const recipients = await users.reachable()
  const results = await Promise.allSettled(
    recipients.map(async (user) => api.sendMessage(user.id, `${text}\n${localTime(user)}`)),
  )

  const blocked: string[] = []
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') continue
    log.error({ err: result.reason }, 'broadcast message not sent')
    const user = recipients[index]
    if (user && isForbidden(result.reason)) blocked.push(user.id)
  }
  await users.block(blocked)
}

function localTime({ timezone }: User): string {
  return new Intl.DateTimeFormat('en', { timeZone: timezone, timeStyle: 'short' }).format()
}
