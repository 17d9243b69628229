import {
  Body,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpException,
  Logger,
  Module,
  NotFoundException,
  Post,
  ServiceUnavailableException,
  UseFilters,
  UseGuards,
  ValidationPipe,
  type ArgumentsHost,
} from '@nestjs/common'
import { APP_FILTER, NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler'
import { SentryExceptionFilter } from '@sentry-presets/nestjs/filter'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { SentryExceptionCaptured } from '@sentry/nestjs'
import { SentryGlobalFilter } from '@sentry/nestjs/setup'
import axios from 'axios'
import { IsInt } from 'class-validator'
import { findClosedAddress } from './closed-address.cjs'
import type { Run } from './child.cjs'

export interface HttpInput {
  readonly adapter: 'express' | 'fastify'
  /** How the filter gets into the application. */
  readonly filter: 'module' | 'useGlobalFilters' | 'sdk' | 'both' | 'none'
}

class Order {
  @IsInt()
  amount!: number
}

class OutOfTea extends Error {}
class OutOfMilk extends Error {}
class OutOfSugar extends Error {}
class OutOfSalt extends Error {}

/** Looks like Nest's, and is somebody else's: the answer of an upstream service. */
class UpstreamRefused extends Error {
  readonly status = 404
  readonly response = 'gone'
  override readonly name = 'HttpException'
}

function answer(text: string, host: ArgumentsHost): void {
  const response = host.switchToHttp().getResponse()
  response.status(418)
  response.send({ text })
}

@Catch(OutOfTea)
class TeaFilter implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): void {
    answer('tea', host)
  }
}

@Catch(OutOfMilk)
class MilkFilter implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): void {
    answer('milk', host)
  }
}

@Catch(OutOfSugar)
class SugarFilter implements ExceptionFilter {
  @SentryExceptionCaptured()
  catch(_: unknown, host: ArgumentsHost): void {
    answer('sugar', host)
  }
}

/** Captured by the decorator, and again by the filter that it extends. */
@Catch(OutOfSalt)
class SaltFilter extends SentryExceptionFilter {
  @SentryExceptionCaptured()
  override catch(exception: unknown, host: ArgumentsHost): unknown {
    return super.catch(exception, host)
  }
}

@Controller()
class OrdersController {
  readonly logger = new Logger('OrdersController')

  @Get('missing')
  missing(): never {
    throw new NotFoundException()
  }

  @Get('unavailable')
  async unavailable(): Promise<unknown> {
    try {
      return await fetch(closed)
    } catch (cause) {
      throw new ServiceUnavailableException('no warehouse', { cause })
    }
  }

  @Get('refused')
  async refused(): Promise<unknown> {
    return fetch(closed)
  }

  @Get('text')
  text(): never {
    // oxlint-disable-next-line no-throw-literal -- applications do
    throw 'not even an error'
  }

  @Get('bug')
  bug(): never {
    throw new TypeError('x is not a function')
  }

  @Get('upstream')
  async upstream(): Promise<unknown> {
    return axios.get(`${origin}/missing`)
  }

  @Get('look-alike')
  lookAlike(): never {
    throw new UpstreamRefused('not found')
  }

  @Get('teapot')
  teapot(): never {
    throw new HttpException('short and stout', 418)
  }

  @Get('throttled')
  @UseGuards(ThrottlerGuard)
  throttled(): string {
    return 'ok'
  }

  @Post('order')
  order(@Body(new ValidationPipe()) order: Order): number {
    return order.amount
  }

  @Post('raw-order')
  rawOrder(@Body(new ValidationPipe({ exceptionFactory: (errors) => errors })) order: Order): number {
    return order.amount
  }

  @Get('tea')
  tea(): never {
    throw new OutOfTea()
  }

  @Get('milk')
  @UseFilters(MilkFilter)
  milk(): never {
    throw new OutOfMilk()
  }

  @Get('sugar')
  @UseFilters(SugarFilter)
  sugar(): never {
    throw new OutOfSugar('no sugar')
  }

  @Get('salt')
  @UseFilters(SaltFilter)
  salt(): never {
    throw new OutOfSalt('no salt')
  }

  @Get('logged')
  logged(): string {
    this.logger.error(new NotFoundException('no such voucher'))
    return 'ok'
  }
}

@Module({
  imports: [ThrottlerModule.forRoot([{ limit: 1, ttl: 60_000 }])],
  controllers: [OrdersController],
})
class OrdersModule {}

const FILTERS = {
  module: { imports: [SentryNoiseModule], providers: [] },
  useGlobalFilters: { imports: [], providers: [] },
  sdk: { imports: [], providers: [{ provide: APP_FILTER, useClass: SentryGlobalFilter }] },
  both: { imports: [SentryNoiseModule], providers: [{ provide: APP_FILTER, useClass: SentryGlobalFilter }] },
  none: { imports: [], providers: [] },
}

let origin = ''
let closed = ''

export const run: Run<HttpInput> = async ({ Sentry, input, probe }) => {
  const { imports, providers } = FILTERS[input.filter]

  @Module({
    imports: [OrdersModule, ...imports],
    providers: [...providers, { provide: APP_FILTER, useClass: TeaFilter }],
  })
  class AppModule {}

  const logger = createSentryLogger({ sdk: Sentry })
  const app =
    input.adapter === 'express'
      ? await NestFactory.create(AppModule, { logger })
      : await NestFactory.create(AppModule, new FastifyAdapter(), { logger })
  if (input.filter === 'useGlobalFilters') {
    app.useGlobalFilters(new SentryExceptionFilter(app.getHttpAdapter()), new TeaFilter())
  }
  await app.listen(0, '127.0.0.1')
  origin = await app.getUrl()
  closed = await findClosedAddress()

  async function ask(path: string, body?: unknown): Promise<string> {
    const response = await fetch(
      origin + path,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    return `${response.status} ${await response.text()}`
  }

  for (const path of ['/missing', '/nowhere', '/unavailable', '/bug', '/text', '/teapot', '/look-alike']) {
    await probe(path, () => ask(path))
  }
  for (const path of ['/tea', '/milk', '/sugar', '/salt', '/logged', '/upstream'])
    await probe(path, () => ask(path))
  await ask('/throttled')
  await probe('/throttled', () => ask('/throttled'))
  await probe('/order', () => ask('/order', { amount: 'many' }))
  await probe('/raw-order', () => ask('/raw-order', { amount: 'many' }))
  await probe('too large', () => ask('/order', { amount: 'x'.repeat(2_000_000) }))
  await probe('/refused', () => ask('/refused'))
  await probe('/refused again', () => ask('/refused'))
  await probe('captured outside any request', () => {
    Sentry.captureException(new NotFoundException('no such invoice'))
  })
  await app.close()
}
