import { ioredis } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { openTcp } from '../world/loopback.ts'
import { openRedisServers } from '../world/redis-servers.ts'
import type { IORedis, IORedisWorld } from './ioredis-client.ts'
import { connectionCases } from './ioredis-connection.ts'
import { replyCases } from './ioredis-replies.ts'

export const ioredisProof = defineProof<IORedis, IORedisWorld>({
  library: ioredis,
  against: 'a real Redis 7, and a stub of one for what must be cut at an exact moment',
  modules: { ioredis: () => import('ioredis'), 'ioredis-5': () => import('ioredis-5') },
  bundle: { entry: "export { Redis, Cluster } from 'ioredis'" },
  needs: 'redis-server',
  async open() {
    const [servers, mute] = await Promise.all([openRedisServers(), openTcp(() => {})])
    return { servers, mute }
  },
  async close({ servers, mute }) {
    await Promise.all([servers.close(), mute.close()])
  },
  cases: [...replyCases, ...connectionCases],
})
