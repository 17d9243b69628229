import type { ExceptionFilter } from '@nestjs/common'

/** Where Nest notes that a class is a gateway, and which filters `@UseFilters()` gave to a class. */
const GATEWAY_METADATA = 'websockets:is_gateway'
const FILTERS_METADATA = '__exceptionFilters__'

/**
 * Gives a `@WebSocketGateway()` class the filter, to be asked after those it has; Nest asks no global filter there.
 * Other classes stay as they are.
 */
export function guardGateway(metatype: unknown, filter: ExceptionFilter): void {
  if (typeof metatype !== 'function' || !Reflect.hasMetadata(GATEWAY_METADATA, metatype)) return
  const own: unknown = Reflect.getMetadata(FILTERS_METADATA, metatype)
  const filters: readonly unknown[] = Array.isArray(own) ? own : []
  const isThere = filters.some((other) => other === filter.constructor || isSame(other, filter))
  if (!isThere) Reflect.defineMetadata(FILTERS_METADATA, [filter, ...filters], metatype)
}

/** Two applications in one process may share a class. */
function isSame(other: unknown, filter: ExceptionFilter): boolean {
  return typeof other === 'object' && other?.constructor === filter.constructor
}
