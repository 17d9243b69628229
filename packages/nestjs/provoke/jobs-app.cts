import { Controller, Get, Injectable, Module, NotFoundException } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { EventEmitter2, EventEmitterModule, OnEvent } from '@nestjs/event-emitter'
import { Cron, CronExpression, Interval, ScheduleModule, SchedulerRegistry, Timeout } from '@nestjs/schedule'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import type { Run } from './child.cjs'
import { findClosedAddress } from './closed-address.cjs'

/** What each kind of job throws when it runs. */
let failure: () => Promise<unknown> = async () => undefined
let hasRun: (name: string) => void = () => {}

@Injectable()
class Jobs {
  @Cron(CronExpression.EVERY_SECOND, { name: 'cron', disabled: true })
  cron(): Promise<unknown> {
    return this.fail('cron')
  }

  @Interval('interval', 50)
  interval(): Promise<unknown> {
    return this.fail('interval')
  }

  @Timeout('timeout', 50)
  timeout(): Promise<unknown> {
    return this.fail('timeout')
  }

  @OnEvent('order.placed')
  placed(): Promise<unknown> {
    return this.fail('event')
  }

  private async fail(name: string): Promise<unknown> {
    if (name !== due) return
    due = ''
    try {
      return await failure()
    } finally {
      hasRun(name)
    }
  }
}

/** The one job that fails at its next run. */
let due = ''

@Controller()
class OrdersController {
  constructor(private readonly events: EventEmitter2) {}

  @Get('place')
  place(): string {
    this.events.emit('order.placed')
    return 'ok'
  }
}
Reflect.defineMetadata('design:paramtypes', [EventEmitter2], OrdersController)

@Module({
  imports: [ScheduleModule.forRoot(), EventEmitterModule.forRoot(), SentryNoiseModule],
  controllers: [OrdersController],
  providers: [Jobs],
})
class AppModule {}

const FAILURES = {
  bug: () => {
    throw new TypeError('x is not a function')
  },
  'status 404': () => {
    throw new NotFoundException('no such order')
  },
  refused: async () => fetch(await findClosedAddress()),
}

export const run: Run = async ({ Sentry, probe }) => {
  const app = await NestFactory.create(AppModule, { logger: createSentryLogger({ sdk: Sentry }) })
  // A timeout fires once, so it is the first.
  failure = async () => FAILURES['status 404']()
  due = 'timeout'
  const timeout = new Promise<void>((resolve) => (hasRun = () => resolve()))
  await app.listen(0, '127.0.0.1')
  const origin = await app.getUrl()
  await probe('timeout: status 404', () => timeout)
  app.get(SchedulerRegistry).getCronJob('cron').start()

  async function runOnce(name: string, fail: () => unknown): Promise<void> {
    const over = new Promise<void>((resolve) => (hasRun = () => resolve()))
    failure = async () => fail()
    due = name
    if (name === 'event') await fetch(`${origin}/place`)
    await over
  }

  for (const name of ['cron', 'interval', 'event']) {
    for (const [kind, fail] of Object.entries(FAILURES))
      await probe(`${name}: ${kind}`, () => runOnce(name, fail))
  }
  await app.close()
}
