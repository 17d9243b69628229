import { HttpException, HttpStatus, Injectable, ServiceUnavailableException } from '@nestjs/common'
import { EventEmitter2 } from '@nestjs/event-emitter'
import * as Sentry from '@sentry/nestjs'
import type { Order } from '../orders/order.js'
import { OrdersService } from '../orders/orders.service.js'
import { PartnersService, type Reply } from '../partners/partners.service.js'
import { retry } from '../partners/retry.js'
import type { Pay } from './pay.dto.js'

const TRIES = 2

@Injectable()
export class PaymentsService {
  constructor(
    private readonly events: EventEmitter2,
    private readonly orders: OrdersService,
    private readonly partners: PartnersService,
  ) {}

  async pay({ order: id, card }: Pay): Promise<Order> {
    const order = this.orders.find(id)
    const { status } = await this.charge(id, card)
    if (status === 402) throw new HttpException('The bank declines this card', HttpStatus.PAYMENT_REQUIRED)
    this.events.emit('order.paid', order)
    return order
  }

  private async charge(order: number, card: string): Promise<Reply> {
    try {
      return await retry(TRIES, () => this.partners.charge({ order, card }), Sentry.captureException)
    } catch (cause) {
      throw new ServiceUnavailableException('The bank does not answer', { cause })
    }
  }
}
