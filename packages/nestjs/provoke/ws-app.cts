import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Module,
  NotFoundException,
  ServiceUnavailableException,
  UseFilters,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { MessageBody, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { SentryGlobalFilter } from '@sentry/nestjs/setup'
import { io } from 'socket.io-client'
import type { Run } from './child.cjs'

class OutOfTea extends Error {}

@Catch(OutOfTea)
class TeaFilter implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): void {
    host.switchToWs().getClient().emit('exception', { status: 'tea' })
  }
}

/** What each message makes the gateway throw. */
const FAILURES = {
  text: () => new WsException('out of stock'),
  'status 404': () => new WsException({ status: 404, message: 'no such order' }),
  'status 503': () => new WsException({ status: 503, message: 'no warehouse' }),
  'object without a status': () => new WsException({ message: 'what is this' }),
  'carried bug': () => new WsException(new TypeError('x is not a function')),
  bug: () => new TypeError('y is not a function'),
  'status 404 of HTTP': () => new NotFoundException('no such order'),
  'status 503 of HTTP': () => new ServiceUnavailableException('no warehouse'),
}

@WebSocketGateway()
class OrdersGateway {
  @SubscribeMessage('fail')
  fail(@MessageBody() failure: keyof typeof FAILURES): never {
    throw FAILURES[failure]()
  }

  @SubscribeMessage('tea')
  @UseFilters(TeaFilter)
  tea(): never {
    throw new OutOfTea()
  }
}

@Module({ imports: [SentryNoiseModule], providers: [OrdersGateway] })
class OursModule {}

@Module({ providers: [OrdersGateway] })
class PlainModule {}

export interface WsInput {
  readonly filter: 'module' | 'sdk' | 'none'
}

export const run: Run<WsInput> = async ({ Sentry, input, probe }) => {
  const logger = createSentryLogger({ sdk: Sentry })
  const app = await NestFactory.create(input.filter === 'module' ? OursModule : PlainModule, { logger })
  if (input.filter === 'sdk') app.useGlobalFilters(new SentryGlobalFilter())
  await app.listen(0, '127.0.0.1')
  const client = io(await app.getUrl(), { transports: ['websocket'] })
  await new Promise<void>((resolve) => client.once('connect', resolve))

  function ask(message: string, body?: unknown): Promise<unknown> {
    const answer = new Promise((resolve) => client.once('exception', resolve))
    client.emit(message, body)
    return answer
  }

  for (const failure of Object.keys(FAILURES)) await probe(failure, () => ask('fail', failure))
  await probe('tea', () => ask('tea'))
  client.close()
  await app.close()
}
