import { startEndpoint } from '@sentry-presets/conformance/endpoint'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startApp } from '../start-app.ts'

/** The example as a process of its own, whose inbox is the endpoint. */
export interface Shop extends AsyncDisposable {
  readonly post: (path: string, body?: object) => Promise<number>
  readonly get: (path: string) => Promise<number>
  readonly remove: (path: string) => Promise<number>
  /** Waits until the shop has logged a line. */
  logged(line: string): Promise<void>
  /**
   * What arrives while something is done. Afterwards one more bug is asked for, which arrives with every set-up;
   * once it is there, so is all that was sent before it.
   */
  arrivals(run: () => Promise<void>): Promise<string[]>
}

export interface ShopOptions {
  /** The folder of a built example. */
  readonly cwd: string
  readonly hasPreset: boolean
  readonly redisUrl: string
}

type SentEvent = Awaited<ReturnType<typeof startEndpoint>>['received']['events'][number]

const PLAIN_INSTRUMENT = fileURLToPath(new URL('plain-instrument.mjs', import.meta.url))
const PATIENCE_MS = 15_000
const LOOK_EVERY_MS = 20

export async function startShop({ cwd, hasPreset, redisUrl }: ShopOptions): Promise<Shop> {
  const endpoint = await startEndpoint()
  const { events } = endpoint.received
  const app = await startApp({
    cwd,
    command: ['node', '--import', hasPreset ? './dist/instrument.js' : PLAIN_INSTRUMENT, 'dist/main.js'],
    env: { SENTRY_DSN: endpoint.dsn, PORT: '0', REDIS_URL: redisUrl, NO_COLOR: '1' },
    ready: /^shop +(http:\S+)$/m,
  })
  const url = String(app.readiness[1])
  let fences = 0

  async function request(method: string, path: string, body?: object): Promise<number> {
    const headers = { 'content-type': 'application/json' }
    const init = body ? { method, headers, body: JSON.stringify(body) } : { method }
    const response = await fetch(url + path, init)
    await response.arrayBuffer()
    return response.status
  }

  async function waitFor<T>(what: string, look: () => T | undefined | false): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
      const found = look()
      if (found) return found
    }
    throw new Error(`${what} did not come; the shop said:\n${app.output()}`)
  }

  return {
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body),
    remove: (path) => request('DELETE', path),
    async logged(line) {
      await waitFor(line, () => app.output().includes(line))
    },
    async arrivals(run) {
      const before = events.length
      await run()
      fences += 1
      const mark = `fence=${fences}`
      await request('GET', `/orders/2/invoice?${mark}`)
      const fence = await waitFor(mark, () => events.find((event) => event.request?.url?.endsWith(mark)))
      return events
        .slice(before)
        .filter((event) => event !== fence)
        .map(describeEvent)
        .toSorted()
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await endpoint[Symbol.asyncDispose]()
    },
  }
}

/** SDK 11 gives lines a stack, and with it an exception without a type. */
function describeEvent({ exception, message }: SentEvent): string {
  const { type, value } = exception?.values?.at(-1) ?? {}
  return type ? `${type}: ${value}` : `line: ${message ?? value}`
}
