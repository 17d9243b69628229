import * as Sentry from '@sentry/node'
import { shouldHandleError } from '@sentry-presets/node'
import { startApp } from './app.js'
import { readConfig } from './config.js'
import { createLogger } from './log.js'

const SCHEDULER_MS = 15_000
const FLUSH_MS = 2_000

const log = createLogger('app')
const app = await startApp({
  config: readConfig(process.env),
  sentry: { shouldHandleError },
  now: Date.now(),
})
const schedule = setInterval(() => void app.scheduler.runDue(Date.now()), SCHEDULER_MS)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void stop(signal))
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'companion stops')
  clearInterval(schedule)
  await app.stop()
  await Sentry.close(FLUSH_MS)
  process.exit(0)
}
