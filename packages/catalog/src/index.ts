import type { Library } from '@sentry-presets/core'
import { bullmq } from './bullmq.js'
import { chromadb } from './chromadb.js'
import { fastify } from './fastify.js'
import { grammy } from './grammy.js'
import { graphql } from './graphql.js'
import { ioredis } from './ioredis.js'
import { nodeCore } from './node-core.js'
import { nodeFetch } from './node-fetch.js'
import { openai } from './openai.js'
import { pRetry } from './p-retry.js'
import { pg } from './pg.js'

export { bullmq, chromadb, fastify, grammy, graphql, ioredis, nodeCore, nodeFetch, openai, pRetry, pg }

/** Every library of the catalogue; a rule whose library is not there costs nothing. */
export const catalog: readonly Library[] = [
  nodeCore,
  nodeFetch,
  openai,
  pg,
  ioredis,
  grammy,
  chromadb,
  pRetry,
  fastify,
  bullmq,
  graphql,
]
