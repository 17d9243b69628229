import * as Sentry from '@sentry/node'
import { startApp } from '@sentry-presets/example-companion/app'
import { readConfig } from '@sentry-presets/example-companion/config'
import { clock } from './clock.ts'
import type { FromApp, ToApp } from './protocol.ts'

const FLUSH_MS = 5_000

const { fastifyOptions } = await import(`../variants/${process.env.DEMO_VARIANT}.ts`)
const app = await startApp({ config: readConfig(process.env), sentry: fastifyOptions, now: clock.now })
tell({ type: 'ready', url: app.url })

process.on('message', (message: ToApp) => void obey(message))
process.once('SIGTERM', () => void stop())

async function obey(message: ToApp): Promise<void> {
  if (message.type === 'tick') {
    clock.now = message.now
    await app.scheduler.runDue(clock.now)
    tell({ type: 'ticked' })
    return
  }
  await app.idle()
  await Sentry.flush(FLUSH_MS)
  tell({ type: 'settled' })
}

async function stop(): Promise<void> {
  await app.stop()
  await Sentry.close(FLUSH_MS)
  process.exit(0)
}

function tell(message: FromApp): void {
  process.send?.(message)
}
