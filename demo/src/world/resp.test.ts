import { Redis } from 'ioredis'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { answerAsRedis } from './resp.ts'

test('is a Redis to the real client', async () => {
  const server = createServer(answerAsRedis).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  const redis = new Redis(port, '127.0.0.1')

  expect(await redis.incr('a')).toBe(1)
  expect(await redis.get('a\r\n$3 ✓')).toBeNull()
  expect(await Promise.all([redis.set('a', '1'), redis.lrange('b', 0, 9)])).toEqual(['OK', []])

  await redis.quit()
  server.close()
})
