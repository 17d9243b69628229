import { ConsoleLogger, type LogLevel, ValidationPipe } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import * as Sentry from '@sentry/nestjs'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import 'reflect-metadata'
import { AppModule } from './app.module.js'
import { startStandIn } from './partners/stand-in.js'
import { findRedis } from './receipts/find-redis.js'

const FLUSH_MS = 2_000
/** What Nest's logger writes. Where the terminal is the inbox, its stacks would bury what arrives. */
const LOG_LEVELS: LogLevel[] = process.env.SENTRY_DSN ? ['log', 'warn', 'error', 'fatal'] : ['fatal']

const redisUrl = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
const hasRedis = await findRedis(redisUrl)
process.env.PARTNERS_URL ??= (await startStandIn()).url

const app = await NestFactory.create(AppModule.with(hasRedis ? redisUrl : undefined), {
  logger: createSentryLogger({ sdk: Sentry, logger: new ConsoleLogger('Shop', { logLevels: LOG_LEVELS }) }),
})
app.useGlobalPipes(new ValidationPipe({ whitelist: true }))
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
console.log(`shop   ${await app.getUrl()}`)
console.log(`queue  ${hasRedis ? redisUrl.href : `none: no Redis answers on ${redisUrl.href}`}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  await app.close()
  await Sentry.close(FLUSH_MS)
  process.exit(0)
}
