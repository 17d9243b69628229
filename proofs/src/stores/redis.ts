import { redis } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { openTcp } from '../world/loopback.ts'
import { openRedisServers } from '../world/redis-servers.ts'
import type { NodeRedis, NodeRedisWorld } from './redis-client.ts'
import { connectionCases } from './redis-connection.ts'
import { replyCases } from './redis-replies.ts'

export const redisProof = defineProof<NodeRedis, NodeRedisWorld>({
  library: redis,
  against: 'a real Redis 7',
  modules: { redis: () => import('redis'), 'redis-5': () => import('redis-5') },
  bundle: { entry: "export { createClient, createClientPool, createCluster } from 'redis'" },
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
