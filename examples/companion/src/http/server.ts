import * as Sentry from '@sentry/node'
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { createLogger } from '../log.js'
import { addAdminRoutes, type AdminOptions } from './routes/admin.js'
import { addBillingRoutes, type BillingOptions } from './routes/billing.js'
import { addChatRoutes, type ChatOptions } from './routes/chat.js'

export type SentryFastifyOptions = NonNullable<Parameters<typeof Sentry.setupFastifyErrorHandler>[1]>

interface ServerOptions extends AdminOptions, BillingOptions, ChatOptions {
  readonly sentry: SentryFastifyOptions
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = createLogger('http')
  const logController = new LogController({ disableRequestLogging: true })
  const server = fastify({ loggerInstance, logController, forceCloseConnections: 'idle' })
  Sentry.setupFastifyErrorHandler(server, options.sentry)

  server.get('/health', () => ({ status: 'ok' }))
  addChatRoutes(server, options)
  addBillingRoutes(server, options)
  addAdminRoutes(server, options)
  await server.ready()
  return server
}
