import { Injectable, NotFoundException } from '@nestjs/common'
import type { CreateOrder } from './create-order.dto.js'
import type { Address, Order } from './order.js'

const ADA = { name: 'Ada', points: 120 }
const HOME = { street: '12 Mill Lane', town: 'York' }

const ORDERS: readonly Order[] = [
  { id: 1, sku: 'tea', quantity: 2, warehouse: 'south', customer: ADA, address: HOME },
  { id: 2, sku: 'pot', quantity: 1, warehouse: 'south', customer: ADA },
  { id: 3, sku: 'cup', quantity: 6, warehouse: 'south', address: HOME },
  { id: 4, sku: 'tin', quantity: 1, warehouse: 'north', customer: ADA, address: HOME },
]

@Injectable()
export class OrdersService {
  private readonly orders = new Map(ORDERS.map((order) => [order.id, order]))

  create({ sku, quantity }: CreateOrder): Order {
    const id = Math.max(0, ...this.orders.keys()) + 1
    const order: Order = { id, sku, quantity, warehouse: 'south', customer: ADA, address: HOME }
    this.orders.set(id, order)
    return order
  }

  /** @throws NotFoundException, which answers a request and means a stale id anywhere else */
  find(id: number): Order {
    const order = this.orders.get(id)
    if (!order) throw new NotFoundException(`There is no order ${id}`)
    return order
  }

  remove(id: number): void {
    this.orders.delete(this.find(id).id)
  }

  invoice(id: number): string {
    const order = this.find(id)
    // Written when every order was shipped.
    const { street, town } = order.address as Address
    return `${order.quantity} × ${order.sku} to ${street}, ${town}`
  }

  /** The most a customer has ordered at once. */
  largest(customer: string): number {
    return [...this.orders.values()]
      .filter((order) => order.customer?.name === customer)
      .map((order) => order.quantity)
      .reduce((most, quantity) => Math.max(most, quantity))
  }
}
