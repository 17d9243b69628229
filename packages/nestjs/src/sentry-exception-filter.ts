import { createRequire } from 'node:module'
import { type ArgumentsHost, Catch, type ContextType, HttpException, Logger } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'
import type * as microservices from '@nestjs/microservices'
import type * as websockets from '@nestjs/websockets'
import { captureException } from '@sentry/nestjs'
import { FILTER_MECHANISMS } from './mechanisms.js'

/**
 * Hands every exception that nobody caught to Sentry, 4xx and 5xx HttpExceptions included, and then answers as Nest
 * would without it. What of it is noise the rules of {@link nestjsPreset} decide, and count.
 *
 * It takes the place of the SDK's `SentryGlobalFilter`, which leaves out every HttpException. Filters of the
 * application come first, as long as this one is registered before them: `SentryNoiseModule` does that by itself.
 *
 * @example
 * app.useGlobalFilters(new SentryExceptionFilter(app.getHttpAdapter()), new OrdersExceptionFilter())
 */
export class SentryExceptionFilter extends BaseExceptionFilter {
  /** @returns for RPC an observable that fails with what the caller is told */
  override catch(exception: unknown, host: ArgumentsHost): unknown {
    const kind = host.getType<ContextType | 'graphql'>()
    const type = FILTER_MECHANISMS[kind] ?? FILTER_MECHANISMS.other
    captureException(exception, { mechanism: { type, handled: false } })
    if (kind === 'http') return super.catch(exception, host)
    if (kind === 'rpc') return answerRpc(exception, host)
    if (kind === 'ws') return answerWs(exception, host)
    return rethrow(exception)
  }
}

// Decorators are not erasable syntax, so the class is decorated as their compiled code would do it.
Catch()(SentryExceptionFilter)

/** The packages for RPC and WebSockets are there where such an exception is, and need not be anywhere else. */
const load = createRequire(import.meta.url)

function answerRpc(exception: unknown, host: ArgumentsHost): unknown {
  // The module of this name is what its types say, here and below.
  const { BaseRpcExceptionFilter } = load('@nestjs/microservices') as typeof microservices
  return new BaseRpcExceptionFilter().catch(exception, host)
}

function answerWs(exception: unknown, host: ArgumentsHost): void {
  const { BaseWsExceptionFilter } = load('@nestjs/websockets') as typeof websockets
  // Without a client that can be told, Nest does not try either.
  if (typeof host.switchToWs().getClient<{ emit?: unknown }>().emit !== 'function') return
  new BaseWsExceptionFilter().catch(exception, host)
}

/** GraphQL and everything else outside Nest's own transports: the library that called takes the exception itself. */
function rethrow(exception: unknown): never {
  if (exception instanceof Error && !(exception instanceof HttpException)) LOGGER.error(exception)
  throw exception
}

const LOGGER = new Logger('ExceptionsHandler')
