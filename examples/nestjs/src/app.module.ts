import { BullModule } from '@nestjs/bullmq'
import { type DynamicModule, Module } from '@nestjs/common'
import { EventEmitterModule } from '@nestjs/event-emitter'
import { ScheduleModule } from '@nestjs/schedule'
import { ThrottlerModule } from '@nestjs/throttler'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { CouponsController } from './coupons/coupons.controller.js'
import { OrdersController } from './orders/orders.controller.js'
import { OrdersService } from './orders/orders.service.js'
import { PartnersService } from './partners/partners.service.js'
import { LoyaltyListener } from './payments/loyalty.listener.js'
import { PaymentsController } from './payments/payments.controller.js'
import { PaymentsService } from './payments/payments.service.js'
import { WarehouseListener } from './payments/warehouse.listener.js'
import { ReceiptsController } from './receipts/receipts.controller.js'
import { ReceiptsProcessor } from './receipts/receipts.processor.js'
import { RECEIPTS } from './receipts/receipts.queue.js'
import { RemindersController } from './reminders/reminders.controller.js'
import { RemindersService } from './reminders/reminders.service.js'

/** A caller may redeem three coupons a minute. */
const COUPON_TRIES = { limit: 3, ttl: 60_000 }

@Module({
  imports: [
    SentryNoiseModule,
    EventEmitterModule.forRoot(),
    ScheduleModule.forRoot(),
    ThrottlerModule.forRoot([COUPON_TRIES]),
  ],
  controllers: [CouponsController, OrdersController, PaymentsController, RemindersController],
  providers: [
    LoyaltyListener,
    OrdersService,
    PartnersService,
    PaymentsService,
    RemindersService,
    WarehouseListener,
  ],
})
export class AppModule {
  /** @param redis where the queue lives; undefined for a shop without receipts */
  static with(redis: URL | undefined): DynamicModule {
    if (!redis) return { module: AppModule }
    return {
      module: AppModule,
      imports: [
        BullModule.forRoot({ connection: { host: redis.hostname, port: Number(redis.port || 6379) } }),
        BullModule.registerQueue({ name: RECEIPTS }),
      ],
      controllers: [ReceiptsController],
      providers: [ReceiptsProcessor],
    }
  }
}
