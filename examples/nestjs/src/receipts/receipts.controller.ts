import { InjectQueue } from '@nestjs/bullmq'
import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { Queue } from 'bullmq'
import { Receipt } from './receipt.dto.js'
import { RECEIPT_ATTEMPTS, RECEIPTS } from './receipts.queue.js'

@Controller('receipts')
export class ReceiptsController {
  constructor(@InjectQueue(RECEIPTS) private readonly queue: Queue<Receipt>) {}

  @Post()
  @HttpCode(202)
  async send(@Body() receipt: Receipt): Promise<void> {
    await this.queue.add('mail', receipt, RECEIPT_ATTEMPTS)
  }
}
