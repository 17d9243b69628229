import { ValidationPipe } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import 'reflect-metadata'
import { AppModule } from './app.module.js'
import { startStandIn } from './partners/stand-in.js'
import { findRedis } from './receipts/find-redis.js'

const redisUrl = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
const hasRedis = await findRedis(redisUrl)
process.env.PARTNERS_URL ??= (await startStandIn()).url

const app = await NestFactory.create(AppModule.with(hasRedis ? redisUrl : undefined))
app.useGlobalPipes(new ValidationPipe({ whitelist: true }))
app.enableShutdownHooks()
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
console.log(`shop   ${await app.getUrl()}`)
console.log(`queue  ${hasRedis ? redisUrl.href : `none: no Redis answers on ${redisUrl.href}`}`)
