import { Injectable, Logger } from '@nestjs/common'
import { OnEvent } from '@nestjs/event-emitter'
import type { Order } from '../orders/order.js'

@Injectable()
export class WarehouseListener {
  private readonly logger = new Logger('Warehouse')

  @OnEvent('order.paid')
  ship(order: Order): void {
    if (order.warehouse === 'north') this.logger.error(`The warehouse is closed, order ${order.id} waits`)
    else this.logger.log(`Order ${order.id} is on its way`)
  }
}
