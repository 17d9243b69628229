import { Body, Controller, Post } from '@nestjs/common'
import type { Order } from '../orders/order.js'
import { Pay } from './pay.dto.js'
import { PaymentsService } from './payments.service.js'

@Controller('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post()
  pay(@Body() payment: Pay): Promise<Order> {
    return this.payments.pay(payment)
  }
}
