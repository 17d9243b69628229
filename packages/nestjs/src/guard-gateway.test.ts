import 'reflect-metadata'
import { type ExceptionFilter, UseFilters } from '@nestjs/common'
import { WebSocketGateway } from '@nestjs/websockets'
import { expect, test } from 'vitest'
import { guardGateway } from './guard-gateway.js'
import { SentryExceptionFilter } from './sentry-exception-filter.js'

class OwnFilter implements ExceptionFilter {
  catch(): void {}
}

function readFilters(gateway: object): unknown {
  return Reflect.getMetadata('__exceptionFilters__', gateway)
}

test('puts the filter before those of the gateway, since Nest asks from the last to the first', () => {
  class Gateway {}
  WebSocketGateway()(Gateway)
  UseFilters(OwnFilter)(Gateway)
  const filter = new SentryExceptionFilter()
  guardGateway(Gateway, filter)
  expect(readFilters(Gateway)).toEqual([filter, OwnFilter])
})

test('gives the filter once, however many applications share the gateway', () => {
  class Gateway {}
  WebSocketGateway()(Gateway)
  const filter = new SentryExceptionFilter()
  guardGateway(Gateway, filter)
  guardGateway(Gateway, new SentryExceptionFilter())
  expect(readFilters(Gateway)).toEqual([filter])
})

test('leaves a gateway alone that names the filter itself, and what is no gateway', () => {
  class Gateway {}
  WebSocketGateway()(Gateway)
  UseFilters(SentryExceptionFilter)(Gateway)
  class Service {}
  for (const metatype of [Gateway, Service, undefined, 'text'])
    guardGateway(metatype, new SentryExceptionFilter())
  expect(readFilters(Gateway)).toEqual([SentryExceptionFilter])
  expect(readFilters(Service)).toBeUndefined()
})
