import type { Library } from '@sentry-presets/core'
import { nodeCore } from './node/index.js'
import { openai, anthropic, googleGenai, ai, mistral, groq, langchain } from './ai/index.js'
import { nodeFetch, axios, got, ky, gaxios } from './http/index.js'
import { pg, postgres, mysql2, prisma, typeorm, sequelize, knex, drizzle, mikroOrm } from './sql/index.js'
import { ioredis, redis, mongodb, mongoose, chromadb, qdrant, pinecone } from './stores/index.js'
import { bullmq, pgBoss, kafkajs, amqplib, nats } from './queues/index.js'
import { grammy, telegraf, nodeTelegramBotApi, discord } from './bots/index.js'
import { aws, googleCloud, azure, stripe, octokit, nodemailer, twilio } from './services/index.js'
import { fastify, express, httpErrors, hono, koa, trpc, graphql, socketIo, ws } from './web/index.js'
import { pRetry, pTimeout, cockatiel, opossum, zod } from './resilience/index.js'

export * from './node/index.js'
export * from './ai/index.js'
export * from './http/index.js'
export * from './sql/index.js'
export * from './stores/index.js'
export * from './queues/index.js'
export * from './bots/index.js'
export * from './services/index.js'
export * from './web/index.js'
export * from './resilience/index.js'

/** Every library of the catalogue; a rule whose library is not there costs nothing per event. */
export const catalog: readonly Library[] = [
  nodeCore,
  openai,
  anthropic,
  googleGenai,
  ai,
  mistral,
  groq,
  langchain,
  nodeFetch,
  axios,
  got,
  ky,
  gaxios,
  pg,
  postgres,
  mysql2,
  prisma,
  typeorm,
  sequelize,
  knex,
  drizzle,
  mikroOrm,
  ioredis,
  redis,
  mongodb,
  mongoose,
  chromadb,
  qdrant,
  pinecone,
  bullmq,
  pgBoss,
  kafkajs,
  amqplib,
  nats,
  grammy,
  telegraf,
  nodeTelegramBotApi,
  discord,
  aws,
  googleCloud,
  azure,
  stripe,
  octokit,
  nodemailer,
  twilio,
  fastify,
  express,
  httpErrors,
  hono,
  koa,
  trpc,
  graphql,
  socketIo,
  ws,
  pRetry,
  pTimeout,
  cockatiel,
  opossum,
  zod,
]
