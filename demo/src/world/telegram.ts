import type { Faults } from './faults.ts'
import { createStub, type Request, type Stub } from './stub.ts'

export interface Telegram extends Stub {
  /** A user sends a text to the bot. */
  receive(userId: number, text: string): void
  /** Resolves when the bot has worked through everything received. */
  handled(): Promise<void>
}

interface Update {
  readonly update_id: number
  readonly message: unknown
}

const POLL_MS = 300
const BOT = { id: 1, is_bot: true, first_name: 'Companion', username: 'companion_bot' }

export async function createTelegram(faults: Faults): Promise<Telegram> {
  let lastId = 0
  let pending: Update[] = []
  let wake: (() => void)[] = []
  let waiting: (() => void)[] = []

  async function getUpdates({ text }: Request): Promise<Update[]> {
    const { offset = 0, limit = 100 } = readJson(text)
    pending = pending.filter(({ update_id }) => update_id >= offset)
    if (pending.length === 0) {
      waiting.splice(0).forEach((resolve) => resolve())
      if (limit > 1) await new Promise<void>((resolve) => hold(resolve))
    }
    return pending.slice(0, limit)
  }

  function hold(resolve: () => void): void {
    const timer = setTimeout(resolve, POLL_MS)
    wake.push(() => {
      clearTimeout(timer)
      resolve()
    })
  }

  async function answer(request: Request): Promise<unknown> {
    const method = request.path.split('/').at(-1)
    if (method === 'getUpdates') return { ok: true, result: await getUpdates(request) }
    if (method === 'getMe') return { ok: true, result: BOT }
    return { ok: true, result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' } } }
  }

  const stub = await createStub({
    faults,
    service: ({ path }) => (/\/send[A-Z]/.test(path) ? 'telegram' : undefined),
    answer,
  })
  return {
    ...stub,
    receive(userId, text) {
      lastId += 1
      pending.push({ update_id: lastId, message: toMessage(lastId, userId, text) })
      wake.splice(0).forEach((resolve) => resolve())
    },
    handled: () =>
      pending.length === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  }
}

function toMessage(id: number, userId: number, text: string): unknown {
  const command = /^\/\w+/.exec(text)?.[0]
  return {
    message_id: id,
    date: 0,
    chat: { id: userId, type: 'private', first_name: 'User' },
    from: { id: userId, is_bot: false, first_name: 'User' },
    text,
    entities: command ? [{ type: 'bot_command', offset: 0, length: command.length }] : [],
  }
}

function readJson(text: string): { readonly offset?: number; readonly limit?: number } {
  return text ? JSON.parse(text) : {}
}
