import { Body, Controller, Delete, Get, Logger, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CreateOrder } from './create-order.dto.js'
import type { Order } from './order.js'
import { OrdersService } from './orders.service.js'

@Controller()
export class OrdersController {
  private readonly logger = new Logger('Reports')

  constructor(private readonly orders: OrdersService) {}

  @Post('orders')
  create(@Body() order: CreateOrder): Order {
    return this.orders.create(order)
  }

  @Get('orders/:id')
  find(@Param('id', ParseIntPipe) id: number): Order {
    return this.orders.find(id)
  }

  @Delete('orders/:id')
  remove(@Param('id', ParseIntPipe) id: number): void {
    this.orders.remove(id)
  }

  @Get('orders/:id/invoice')
  invoice(@Param('id', ParseIntPipe) id: number): string {
    return this.orders.invoice(id)
  }

  /** A report with a gap is better than none, so a failure is logged and not thrown. */
  @Get('reports/:customer')
  report(@Param('customer') customer: string): { customer: string; largest: number | 'unknown' } {
    try {
      return { customer, largest: this.orders.largest(customer) }
    } catch (error) {
      this.logger.error('The report has a gap', error instanceof Error ? error.stack : error)
      return { customer, largest: 'unknown' }
    }
  }
}
