import { Inject, Module } from '@nestjs/common'
import { ApplicationConfig, DiscoveryModule, DiscoveryService } from '@nestjs/core'
import { SentryExceptionFilter } from './sentry-exception-filter.js'
import { tellAttempts } from './tell-attempts.js'

/**
 * One import in the root module: registers {@link SentryExceptionFilter} ahead of the application's own global
 * filters, so that those are asked first, and lets the filter know which attempt of a BullMQ job is running.
 *
 * @example
 * \@Module({ imports: [SentryModule.forRoot(), SentryNoiseModule, OrdersModule] })
 * export class AppModule {}
 */
export class SentryNoiseModule {
  constructor(config: ApplicationConfig, filter: SentryExceptionFilter, discovery: DiscoveryService) {
    // Global filters are asked from the last to the first; those of modules are added once all modules are made.
    config.addGlobalFilter(filter)
    // Workers are made in `onModuleInit`, from what their classes have by then.
    for (const { metatype } of discovery.getProviders()) tellAttempts(metatype)
  }
}

// Decorators are not erasable syntax, so the class is decorated as their compiled code would do it.
Inject(ApplicationConfig)(SentryNoiseModule, undefined, 0)
Inject(SentryExceptionFilter)(SentryNoiseModule, undefined, 1)
Inject(DiscoveryService)(SentryNoiseModule, undefined, 2)
Module({ imports: [DiscoveryModule], providers: [SentryExceptionFilter] })(SentryNoiseModule)
