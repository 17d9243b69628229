import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq'
import { Logger } from '@nestjs/common'
import { DelayedError, type Job } from 'bullmq'
import { OrdersService } from '../orders/orders.service.js'
import { PartnersService } from '../partners/partners.service.js'
import type { Receipt } from './receipt.dto.js'
import { RECEIPTS } from './receipts.queue.js'

const LATER_MS = 1_000

@Processor(RECEIPTS)
export class ReceiptsProcessor extends WorkerHost {
  private readonly logger = new Logger('Receipts')

  constructor(
    private readonly orders: OrdersService,
    private readonly partners: PartnersService,
  ) {
    super()
  }

  async process(job: Job<Receipt>, token?: string): Promise<void> {
    const { order, to, later } = job.data
    if (later) {
      await job.updateData({ order, to })
      await job.moveToDelayed(Date.now() + LATER_MS, token)
      throw new DelayedError()
    }
    await this.partners.mail({ to, text: this.orders.invoice(order) })
    this.logger.log(`Receipt sent to ${to}`)
  }

  @OnWorkerEvent('failed')
  giveUp({ attemptsMade, data, opts }: Job<Receipt>, error: Error): void {
    if (attemptsMade === opts.attempts) this.logger.error(`No receipt for ${data.to}`, error)
  }
}
