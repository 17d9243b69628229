import PgBoss from 'pg-boss'
import { createAnalytics } from './analytics.js'
import { createBilling } from './billing/billing.js'
import { createBot } from './bot/bot.js'
import { createCache } from './cache.js'
import type { Config } from './config.js'
import { createConversation } from './conversation.js'
import { createDatabase } from './database/database.js'
import { migrate } from './database/migrations.js'
import { createDrafts } from './drafts.js'
import { createServer, type SentryFastifyOptions } from './http/server.js'
import { createImages } from './image.js'
import { createInFlight } from './in-flight.js'
import { createHandlers } from './jobs/handlers.js'
import { createQueues, QUEUE_NAMES } from './jobs/queues.js'
import { createScheduler, type Scheduler } from './jobs/scheduler.js'
import { createTasks } from './jobs/tasks.js'
import { createWorker } from './jobs/worker.js'
import { createLlm } from './llm.js'
import { createLogger } from './log.js'
import { createMemory } from './memory.js'
import { createPartners } from './partners.js'
import { createReports } from './reports.js'
import { stopInOrder } from './shutdown.js'
import { createUsers } from './users.js'
import { createVoice } from './voice.js'

export interface App {
  readonly url: string
  readonly scheduler: Scheduler
  /** Resolves when no job and no background work runs. */
  idle(): Promise<void>
  /** Stops taking work, gives what runs some time, then lets go of everything. */
  stop(): Promise<void>
}

export interface AppOptions {
  readonly config: Config
  readonly sentry: SentryFastifyOptions
  readonly now: number
}

const log = createLogger('app')

/** Puts the companion together and starts it. */
export async function startApp({ config, sentry, now }: AppOptions): Promise<App> {
  const database = createDatabase({ url: config.databaseUrl, retry: config.retry })
  await migrate(database)
  const boss = await startBoss(config.databaseUrl)
  const cache = createCache(config.redisUrl, config.retry.delayMs)
  const reports = createReports(config.reportingDatabaseUrl)
  const inFlight = createInFlight()
  const queues = createQueues(boss)
  const users = createUsers(database)
  const drafts = createDrafts(database)
  const llm = createLlm(config)
  const memory = createMemory({ config, database, llm })
  const analytics = createAnalytics(config.analyticsUrl)
  const conversation = createConversation({ analytics, cache, llm, memory, queues, users })
  const billing = createBilling(database, createPartners(config.partnerUrl))

  const { token } = config.telegram
  const bot = token ? createBot({ config, token, cache, conversation, drafts, memory, queues }) : undefined
  const handlers = createHandlers({
    bot,
    images: createImages(config),
    memory,
    users,
    voice: createVoice(config),
  })
  const worker = createWorker({ boss, handlers, inFlight, queues })
  const server = await createServer({ sentry, billing, conversation, llm, queues, reports, users })

  const url = await server.listen(config.http)
  worker.start()
  void bot?.start().catch((err: unknown) => log.error({ err }, 'bot stopped polling'))
  log.info({ url, bot: bot !== undefined }, 'companion started')

  return {
    url,
    scheduler: createScheduler(createTasks({ billing, llm, reports }), now),
    idle: () => inFlight.idle(),
    stop: () =>
      stopInOrder(config.shutdownGraceMs, {
        takeNoMore: [async () => worker.stop(), () => server.close(), async () => bot?.stop()],
        finish: [() => inFlight.idle()],
        save: [() => drafts.save(), async () => queues.close()],
        letGo: [
          () => boss.stop({ graceful: false, wait: true }),
          () => database.close(),
          () => reports.close(),
          () => cache.close(),
        ],
      }),
  }
}

async function startBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString, max: 4, schedule: false })
  boss.on('error', (err) => log.error({ err }, 'queue database failed'))
  await boss.start()
  for (const name of QUEUE_NAMES) await boss.createQueue(name)
  return boss
}
