import { Inject, Module } from '@nestjs/common'
import { ApplicationConfig, DiscoveryModule, DiscoveryService } from '@nestjs/core'
import { getClient } from '@sentry/nestjs'
import { createCapturedErrors } from './captured-errors.js'
import { guardGateway } from './guard-gateway.js'
import { SentryExceptionFilter } from './sentry-exception-filter.js'
import { tellAttempts } from './tell-attempts.js'

/**
 * One import in the root module: has {@link SentryExceptionFilter} asked after the application's own filters, global
 * ones and those of gateways, and lets the preset know which attempt of a BullMQ job is running.
 *
 * @example
 * \@Module({ imports: [SentryModule.forRoot(), SentryNoiseModule, OrdersModule] })
 * export class AppModule {}
 */
export class SentryNoiseModule {
  constructor(config: ApplicationConfig, filter: SentryExceptionFilter, discovery: DiscoveryService) {
    // Global filters are asked from the last to the first; those of modules are added once all modules are made.
    config.addGlobalFilter(filter)
    const captured = createCapturedErrors(getClient)
    // Gateways and workers are made of what their classes have once all modules are made.
    for (const { metatype } of discovery.getProviders()) {
      guardGateway(metatype, filter)
      tellAttempts(metatype, captured)
    }
  }
}

// Decorators are not erasable syntax, so the class is decorated as their compiled code would do it.
Inject(ApplicationConfig)(SentryNoiseModule, undefined, 0)
Inject(SentryExceptionFilter)(SentryNoiseModule, undefined, 1)
Inject(DiscoveryService)(SentryNoiseModule, undefined, 2)
Module({ imports: [DiscoveryModule], providers: [SentryExceptionFilter] })(SentryNoiseModule)
