import { type Received, startEndpoint } from '@sentry-presets/conformance/endpoint'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startApp } from '../start-app.ts'

/** The example as a process of its own, whose inbox is the endpoint. */
export interface Shop extends AsyncDisposable {
  readonly get: (path: string) => Promise<void>
  readonly post: (path: string, body?: object) => Promise<void>
  /** Waits until the shop has logged a line. */
  logged(line: string): Promise<void>
  /** Ends a case: one more bug is asked for, and what was captured since the last such call belongs to the case. */
  endCase(title: string): Promise<void>
  /** Ends the shop, which sends what it still has. */
  stop(): Promise<Played>
}

export interface Played {
  /** What arrived of each case, by its title. */
  readonly arrivals: ReadonlyMap<string, readonly string[]>
  /** How many events the SDK dropped, and why. */
  readonly dropped: Received['discarded']
}

export interface ShopOptions {
  /** The folder of a built example. */
  readonly cwd: string
  readonly hasPreset: boolean
  readonly redisUrl: string
}

type SentEvent = Received['events'][number]

const PLAIN_INSTRUMENT = fileURLToPath(new URL('plain-instrument.mjs', import.meta.url))
/** What arrives with every set-up, told apart by the number behind it. */
const BUG = '/orders/2/invoice?case='
const PATIENCE_MS = 15_000
const LOOK_EVERY_MS = 20

export async function startShop({ cwd, hasPreset, redisUrl }: ShopOptions): Promise<Shop> {
  const endpoint = await startEndpoint()
  const app = await startApp({
    cwd,
    command: ['node', '--import', hasPreset ? './dist/instrument.js' : PLAIN_INSTRUMENT, 'dist/main.js'],
    env: { SENTRY_DSN: endpoint.dsn, PORT: '0', REDIS_URL: redisUrl, NO_COLOR: '1' },
    ready: /^shop +(http:\S+)$/m,
  })
  const url = String(app.readiness[1])
  const titles: string[] = []

  async function request(method: string, path: string, body?: object): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const init = body ? { method, headers, body: JSON.stringify(body) } : { method }
    const response = await fetch(url + path, init)
    await response.arrayBuffer()
  }

  return {
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body),
    async logged(line) {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
        if (app.output().includes(line)) return
      }
      throw new Error(`"${line}" was not logged in time, but:\n${app.output()}`)
    },
    async endCase(title) {
      await request('GET', BUG + titles.length)
      titles.push(title)
    },
    async stop() {
      await app.stop()
      const { events, discarded } = endpoint.received
      return { arrivals: sortByCase(titles, events), dropped: discarded }
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await endpoint[Symbol.asyncDispose]()
    },
  }
}

/** By the time of the capture: events overtake each other on their way. */
function sortByCase(titles: readonly string[], events: readonly SentEvent[]): Played['arrivals'] {
  const ends = titles.map((title, index) => {
    const end = events.find(({ request }) => request?.url?.endsWith(BUG + index))
    if (!end) throw new Error(`The bug behind "${title}" did not arrive.`)
    return end
  })
  const others = events.filter((event) => !ends.includes(event))
  const isBefore = (event: SentEvent, end: SentEvent | undefined): boolean =>
    end !== undefined && Number(event.timestamp) <= Number(end.timestamp)
  return new Map(
    titles.map((title, index) => {
      const own = others.filter((event) => isBefore(event, ends[index]) && !isBefore(event, ends[index - 1]))
      return [title, own.map(describeEvent).toSorted()]
    }),
  )
}

/** SDK 11 gives lines a stack, and with it an exception without a type. */
function describeEvent({ exception, message }: SentEvent): string {
  const { type, value } = exception?.values?.at(-1) ?? {}
  return type ? `${type}: ${value}` : `line: ${message ?? value}`
}
