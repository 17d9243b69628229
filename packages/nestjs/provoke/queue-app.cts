import { BullModule, OnWorkerEvent, Processor, WorkerHost, getQueueToken } from '@nestjs/bullmq'
import { Module, NotFoundException } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { DelayedError, type Job, type JobsOptions, type Queue, UnrecoverableError } from 'bullmq'
import type { Run } from './child.cjs'
import { findClosedAddress } from './closed-address.cjs'

export interface QueueInput {
  /** Where Redis listens. */
  readonly port: number
  readonly filter: 'module' | 'none'
}

class UserIsGone extends UnrecoverableError {}

/** What each job does. */
const JOBS: Record<string, (job: Job, token: string) => Promise<unknown>> = {
  'refused thrice': async () => fetch(await findClosedAddress()),
  'refused twice': async (job) => (job.attemptsMade < 2 ? fetch(await findClosedAddress()) : 'done'),
  'refused once': async () => fetch(await findClosedAddress()),
  'refused and discarded': async (job) => {
    job.discard()
    return fetch(await findClosedAddress())
  },
  'given up': async () => {
    throw new UnrecoverableError('no such user')
  },
  'given up as expected': async () => {
    throw new UserIsGone('the user has left')
  },
  'status 404': async () => {
    throw new NotFoundException('no such order')
  },
  bug: async () => {
    throw new TypeError('x is not a function')
  },
  'put off': async (job, token) => {
    await job.moveToDelayed(Date.now() + 60_000, token)
    throw new DelayedError()
  },
}

const ended: Record<string, () => void> = {}

@Processor('parcels')
class ParcelsProcessor extends WorkerHost {
  override async process(job: Job, token = ''): Promise<unknown> {
    try {
      return await JOBS[job.name]?.(job, token)
    } finally {
      if (job.name === 'put off') ended[job.name]?.()
    }
  }

  @OnWorkerEvent('completed')
  onCompleted(job: Job): void {
    ended[job.name]?.()
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job): void {
    // BullMQ sets it when it does not try again.
    if (job.finishedOn !== undefined) ended[job.name]?.()
  }
}

export const run: Run<QueueInput> = async ({ input, probe }) => {
  const connection = { port: input.port, maxRetriesPerRequest: null }
  const imports = [BullModule.forRoot({ connection }), BullModule.registerQueue({ name: 'parcels' })]

  @Module({
    imports: input.filter === 'module' ? [SentryNoiseModule, ...imports] : imports,
    providers: [ParcelsProcessor],
  })
  class AppModule {}

  const app = await NestFactory.createApplicationContext(AppModule, { logger: false })
  const queue = app.get<Queue>(getQueueToken('parcels'))

  async function work(name: string, options: JobsOptions = { attempts: 3 }): Promise<void> {
    const isOver = new Promise<void>((resolve) => (ended[name] = resolve))
    await queue.add(name, {}, options)
    await isOver
  }

  for (const name of Object.keys(JOBS)) {
    await probe(name, () => work(name, name === 'refused once' ? {} : undefined))
  }
  await app.close()
}
