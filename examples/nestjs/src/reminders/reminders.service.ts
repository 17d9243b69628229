import { Injectable, Logger } from '@nestjs/common'
import { Cron, CronExpression } from '@nestjs/schedule'
import { OrdersService } from '../orders/orders.service.js'
import { PartnersService } from '../partners/partners.service.js'

export interface Reminder {
  readonly order: number
  readonly to: string
}

@Injectable()
export class RemindersService {
  private readonly logger = new Logger('Reminders')
  private readonly waiting: Reminder[] = []

  constructor(
    private readonly orders: OrdersService,
    private readonly partners: PartnersService,
  ) {}

  add(reminder: Reminder): void {
    this.waiting.push(reminder)
  }

  @Cron(CronExpression.EVERY_SECOND)
  async send(): Promise<void> {
    const reminder = this.waiting.shift()
    if (!reminder) return
    const { sku } = this.orders.find(reminder.order)
    try {
      await this.partners.mail({ to: reminder.to, text: `Your ${sku} is not paid yet.` })
      this.logger.log(`Reminded ${reminder.to}`)
    } catch (error) {
      this.logger.error('The mail service failed, the reminder waits for the next run', error)
      this.waiting.push(reminder)
    }
  }
}
