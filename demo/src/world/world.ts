import { createAnalytics } from './analytics.ts'
import { createChroma } from './chroma.ts'
import { createDatabase, type Database } from './database.ts'
import { createFaults, type Faults } from './faults.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { createOpenRouter } from './openrouter.ts'
import { createRedis, type RedisSource, type RedisWorld } from './redis.ts'
import type { Stub } from './stub.ts'
import { createTelegram, type Telegram } from './telegram.ts'
import { createVoices } from './voices.ts'

export interface World {
  readonly faults: Faults
  readonly database: Database
  readonly redis: RedisWorld
  readonly inbox: Inbox
  readonly telegram: Telegram
  readonly openRouter: Stub
  readonly chroma: Stub
  readonly voices: Stub
  readonly analytics: Stub
  close(): Promise<void>
}

interface WorldOptions {
  readonly seed: string
  readonly redis: RedisSource
  /** Which of the worlds that exist at the same time this is. */
  readonly index: number
}

/** PostgreSQL and Redis are real. What lies outside the company is played. */
export async function createWorld({ seed, redis: source, index }: WorldOptions): Promise<World> {
  const faults = createFaults(seed)
  const [database, redis, inbox, telegram, openRouter, chroma, voices, analytics] = await Promise.all([
    createDatabase(),
    createRedis(source, index),
    createInbox(),
    createTelegram(faults),
    createOpenRouter(faults),
    createChroma(faults),
    createVoices(faults),
    createAnalytics(faults),
  ])
  return {
    faults,
    database,
    redis,
    inbox,
    telegram,
    openRouter,
    chroma,
    voices,
    analytics,
    async close() {
      const stubs = [telegram, openRouter, chroma, voices, analytics, inbox]
      await Promise.all([database.remove(), redis.down(), ...stubs.map((stub) => stub.close())])
    },
  }
}
