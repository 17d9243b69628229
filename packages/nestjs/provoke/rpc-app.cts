import {
  Catch,
  Controller,
  type ExceptionFilter,
  Module,
  NotFoundException,
  UseFilters,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import {
  ClientProxyFactory,
  EventPattern,
  MessagePattern,
  RpcException,
  type TcpClientOptions,
  Transport,
} from '@nestjs/microservices'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { SentryGlobalFilter } from '@sentry/nestjs/setup'
import axios from 'axios'
import { firstValueFrom, throwError } from 'rxjs'
import type { Run } from './child.cjs'
import { findClosedAddress } from './closed-address.cjs'

class OutOfTea extends Error {}

@Catch(OutOfTea)
class TeaFilter implements ExceptionFilter {
  catch(): unknown {
    return throwError(() => ({ status: 'tea' }))
  }
}

/** What each message makes the service throw. */
const FAILURES = {
  text: () => new RpcException('out of stock'),
  'status 404': () => new RpcException({ status: 404, message: 'no such order' }),
  'gRPC not found': () => new RpcException({ code: 5, message: 'no such order' }),
  'status 503': () => new RpcException({ status: 503, message: 'no warehouse' }),
  'object without a status': () => new RpcException({ message: 'what is this' }),
  'carried bug': () => new RpcException(new TypeError('x is not a function')),
  'carried refusal': async () => new RpcException(await rejectionOf(fetch(await findClosedAddress()))),
  'carried upstream 404': async () => new RpcException(await rejectionOf(axios.get(await startUpstream()))),
  bug: () => new TypeError('y is not a function'),
  HttpException: () => new NotFoundException('nobody is told'),
}

type Failure = keyof typeof FAILURES

@Controller()
class OrdersController {
  @MessagePattern('fail')
  async fail(failure: Failure): Promise<never> {
    throw await FAILURES[failure]()
  }

  @MessagePattern('tea')
  @UseFilters(TeaFilter)
  tea(): never {
    throw new OutOfTea()
  }

  @EventPattern('placed')
  async placed(failure: Failure): Promise<never> {
    throw await FAILURES[failure]()
  }
}

@Module({ imports: [SentryNoiseModule], controllers: [OrdersController] })
class OursModule {}

@Module({ controllers: [OrdersController] })
class PlainModule {}

export interface RpcInput {
  readonly filter: 'module' | 'sdk' | 'none'
}

export const run: Run<RpcInput> = async ({ Sentry, input, probe }) => {
  const options: TcpClientOptions = {
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port: Number(new URL(await findClosedAddress()).port) },
  }
  const app = await NestFactory.createMicroservice(input.filter === 'module' ? OursModule : PlainModule, {
    ...options,
    logger: createSentryLogger({ sdk: Sentry }),
  })
  if (input.filter === 'sdk') app.useGlobalFilters(new SentryGlobalFilter())
  await app.listen()
  const client = ClientProxyFactory.create(options)

  for (const failure of Object.keys(FAILURES)) {
    await probe(failure, () => rejectionOf(firstValueFrom(client.send('fail', failure))))
  }
  await probe('tea', () => rejectionOf(firstValueFrom(client.send('tea', ''))))
  await probe('bug in an event', async () => {
    await firstValueFrom(client.emit('placed', 'bug'), { defaultValue: undefined })
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
  client.close()
  await app.close()
}

async function rejectionOf(work: Promise<unknown>): Promise<object> {
  try {
    await work
  } catch (error) {
    // What is thrown here is an error or what a filter answers, never a primitive.
    return error as object
  }
  throw new Error('nothing was thrown')
}

async function startUpstream(): Promise<string> {
  const { createServer } = await import('node:http')
  const server = createServer((_, response) => void response.writeHead(404).end())
    .listen(0, '127.0.0.1')
    .unref()
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
