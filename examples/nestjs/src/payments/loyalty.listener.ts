import { Injectable } from '@nestjs/common'
import { OnEvent } from '@nestjs/event-emitter'
import type { Customer, Order } from '../orders/order.js'

@Injectable()
export class LoyaltyListener {
  private readonly points = new Map<string, number>()

  @OnEvent('order.paid')
  addPoints(order: Order): void {
    // Written when nobody could order as a guest.
    const customer = order.customer as Customer
    const points = this.points.get(customer.name) ?? customer.points
    this.points.set(customer.name, points + order.quantity)
  }
}
