import { setTimeout as delay } from 'node:timers/promises'
import { startAppProcess, type AppProcess } from '../app/process.ts'
import type { LedgerReport } from '../app/protocol.ts'
import type { World } from '../world/world.ts'
import { environmentOf } from './generation.ts'
import { timeOf, type Call, type Tick } from './tick.ts'

interface PlayOptions {
  readonly variant: string
  readonly sdk: string
  readonly day: readonly Tick[]
  readonly world: World
  readonly logFile: number
  readonly onTick: (tick: number) => void
  /** Each generation of the application reports for itself. */
  readonly onReport: (generation: number, report: LedgerReport) => void
}

const UNDER_WAY_MS = 60
const BLIP_MS = 40

/** Plays one day: traffic, faults, releases. The clock moves when a tick's work has settled. */
export async function playDay(options: PlayOptions): Promise<void> {
  const { variant, sdk, day, world, logFile } = options
  await world.redis.up()
  let generation = 1
  let app = await start(0)

  function start(tick: number): Promise<AppProcess> {
    const env = environmentOf(generation, world)
    const own = generation
    return startAppProcess({
      variant,
      env: {
        ...env,
        SENTRY_DSN: world.inbox.dsn,
        DEMO_SDK: sdk,
        DEMO_VARIANT: variant,
        DEMO_NOW: String(timeOf(tick)),
      },
      logFile,
      onReport: (report) => options.onReport(own, report),
    })
  }

  async function release(tick: Tick): Promise<void> {
    await delay(UNDER_WAY_MS)
    const stopped = app.stop()
    await world.database.stop()
    await stopped
    await world.database.start()
    generation += 1
    app = await start(tick.number)
  }

  let redis: Tick['redis'] = 'up'
  for (const tick of day) {
    options.onTick(tick.number)
    world.inbox.setTick(tick.number)
    world.faults.setTick(tick.number, tick.weather, tick.faults)
    if (tick.redis !== 'down' && redis === 'down') await world.redis.up()
    if (tick.redis === 'down' && redis !== 'down') await world.redis.down()
    redis = tick.redis

    await app.tick(timeOf(tick.number))
    const work = sendTraffic(tick, world, app.url)
    if (tick.redis === 'blip') await blip(world)
    if (tick.deploy) await release(tick)
    await work
    await world.telegram.handled()
    await app.settle()
  }
  await app.stop()
}

async function sendTraffic(tick: Tick, world: World, url: string): Promise<void> {
  for (const { userId, text } of tick.messages) world.telegram.receive(userId, text)
  await Promise.all(tick.calls.map((call) => send(url, call)))
}

/** Whatever the answer: a client that sees a failure is part of the day. */
async function send(url: string, { method, path, body }: Call): Promise<void> {
  const init =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const response = await fetch(`${url}${path}`, { method, ...init })
    await response.arrayBuffer()
  } catch {
    return
  }
}

async function blip({ redis }: World): Promise<void> {
  await redis.down()
  await delay(BLIP_MS)
  await redis.up()
}
