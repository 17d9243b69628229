import { readFileSync } from 'node:fs'
import { Logger, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import type { Run } from './child.cjs'
import { findClosedAddress } from './closed-address.cjs'

@Module({})
class AppModule {}

export const run: Run = async ({ Sentry, probe }) => {
  const app = await NestFactory.createApplicationContext(AppModule, {
    logger: createSentryLogger({ sdk: Sentry }),
  })
  const logger = new Logger('Payments')
  const warehouse = new Logger('Warehouse')
  const refused = await refuse()

  await probe('line', () => logger.error('the bank is late'))
  await probe('line without a context', () => Logger.error('the bank is late'))
  await probe('operational line', () => warehouse.error('the shelf is empty'))
  await probe('fatal operational line', () => warehouse.fatal('the house is on fire'))
  await probe('operational line with a bug', () => warehouse.error('failed', bug()))
  await probe('other levels', () => {
    logger.log('one')
    logger.warn('two')
    logger.debug('three')
    logger.verbose('four')
  })
  await probe('error', () => logger.error(refused))
  await probe('error beside a text', () => logger.error('the bank is away', refused))
  await probe('error in a field', () => logger.error({ orderId: 1, err: refused }))
  await probe('stack', () => logger.error('payment failed', bug().stack))
  await probe('stack alone', () => logger.error(bug().stack))
  await probe('stack without a context', () => Logger.error('payment failed', bug().stack))
  await probe("stack of one of Node's errors", () => logger.error('payment failed', nodeError().stack))
  await probe('stack of a refused connection', () => logger.error('the bank is away', refused.stack))
  await probe('operational line with a stack', () => warehouse.error('failed', refused.stack))
  await probe('stack of what is captured beside it', () => {
    const error = bug()
    logger.error('payment failed', error.stack)
    Sentry.captureException(error)
  })
  await probe('stack of what has been captured', () => {
    const error = bug()
    Sentry.captureException(error)
    logger.error('payment failed', error.stack)
  })
  await probe('stack of what is thrown on', async () => {
    const error = bug()
    logger.error('payment failed', error.stack)
    await Promise.resolve()
    Sentry.captureException(error, { mechanism: { type: 'auto.http.nestjs.global_filter', handled: false } })
  })
  await probe('record that refers to itself', () => {
    const record: Record<string, unknown> = { amount: 10n }
    logger.error(Object.assign(record, { self: record }))
  })
  await probe('logged, then thrown on', async () => {
    logger.error(refused)
    Sentry.captureException(refused, {
      mechanism: { type: 'auto.http.nestjs.global_filter', handled: false },
    })
  })
  await probe('unreadable', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    createSentryLogger({ sdk: Sentry, logger: new Silence() }).error(proxy)
    return 'goes on'
  })
  await app.close()
}

class Silence {
  log(): void {}
  error(): void {}
  warn(): void {}
}

function bug(): Error {
  return rejectionOf(() => (undefined as unknown as { pay(): void }).pay())
}

function nodeError(): Error {
  return rejectionOf(() => readFileSync(undefined as unknown as string))
}

function rejectionOf(fail: () => unknown): Error {
  try {
    fail()
  } catch (error) {
    // Only the language and Node throw here, and they throw errors.
    return error as Error
  }
  throw new Error('nothing was thrown')
}

async function refuse(): Promise<Error> {
  try {
    await fetch(await findClosedAddress())
  } catch (error) {
    return error as Error // fetch throws nothing else
  }
  throw new Error('somebody listens')
}
