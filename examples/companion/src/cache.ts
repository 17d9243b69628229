import { Redis } from 'ioredis'
import { createLogger } from './log.js'

export interface Cache {
  /** Counts a message of this user; false when the hour's allowance is used up. */
  allow(userId: string): Promise<boolean>
  profile(userId: string): Promise<string>
  setProfile(userId: string, profile: string): Promise<void>
  seen(userId: string): Promise<void>
  history(userId: string, line: string): Promise<string[]>
  /** Gives a user extra messages. */
  gift(userId: string, messages: number): Promise<void>
  close(): Promise<void>
}

const log = createLogger('core.cache')
const HOUR_ALLOWANCE = 500

/** Everything here may be lost: when Redis is away the companion goes on with a default. */
export function createCache(url: string, reconnectDelayMs: number): Cache {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * reconnectDelayMs, 20 * reconnectDelayMs),
  })
  redis.on('error', (err) => log.error({ err }, 'redis connection failed'))

  return {
    async allow(userId) {
      const key = `allowance:${userId}`
      const count = await tryCommand('incr', () => redis.incr(key), 0)
      return count <= HOUR_ALLOWANCE
    },
    profile: (userId) => tryCommand('get', async () => (await redis.get(`profile:${userId}`)) ?? '', ''),
    async setProfile(userId, profile) {
      await tryCommand('set', () => redis.set(`profile:${userId}`, profile, 'EX', 3_600), null)
    },
    async seen(userId) {
      await tryCommand('zadd', () => redis.zadd('seen', Date.now(), userId), 0)
    },
    history: (userId, line) =>
      tryCommand('lpush', async () => {
        await redis.lpush(`history:${userId}`, line)
        return redis.lrange(`history:${userId}`, 0, 9)
      }, [line]),
    async gift(userId, messages) {
      await tryCommand('hset', () => redis.del(`allowance:${userId}`), 0)
      await tryCommand('hset', () => redis.hset(`allowance:${userId}`, 'gift', messages), 0)
    },
    async close() {
      if (redis.status === 'ready') await redis.quit()
      else redis.disconnect()
    },
  }
}

async function tryCommand<T>(command: string, run: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await run()
  } catch (err) {
    log.error({ err, command }, 'redis command failed')
    return fallback
  }
}
