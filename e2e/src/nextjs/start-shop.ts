import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Endpoint, startEndpoint } from '@sentry-presets/conformance/endpoint'
import { type App, startApp } from '../start-app.ts'
import { nextProgram } from './build-app.ts'

type SentEvent = Endpoint['received']['events'][number]

/** The built example as it runs, with a supplier beside it, and everything that it sends. */
export interface Shop extends AsyncDisposable {
  readonly origin: string
  readonly app: App
  /** The events that came since this was asked last. @param count how many are waited for */
  arrivals(count: number): Promise<readonly SentEvent[]>
}

/** How long nothing may come before nothing more is expected, and how long something that must come may take. */
const QUIET = 600
const PATIENCE = 8_000

export async function startShop(folder: string): Promise<Shop> {
  const endpoint = await startEndpoint()
  const supplier = await startSupplier()
  const app = await startApp({
    cwd: folder,
    command: [process.execPath, nextProgram(folder), 'start', '--port', '0'],
    env: { NODE_ENV: 'production', SENTRY_DSN: endpoint.dsn, SUPPLIER_URL: supplier.url },
    ready: /Ready in/,
  })
  const [, port] = /localhost:(\d{1,5})/.exec(app.output()) ?? []
  let seen = 0

  async function arrivals(count: number): Promise<readonly SentEvent[]> {
    const { events } = endpoint.received
    const until = Date.now() + PATIENCE
    while (events.length < seen + count && Date.now() < until) await wait(20)
    let length = -1
    while (length !== events.length) {
      length = events.length
      await wait(QUIET)
    }
    const fresh = events.slice(seen)
    seen = events.length
    return fresh
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    app,
    arrivals,
    async [Symbol.asyncDispose]() {
      await app.stop()
      supplier.stop()
      await endpoint[Symbol.asyncDispose]()
    },
  }
}

/** A supplier that never answers in time, or breaks off in the middle of its answer. */
async function startSupplier(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    if (request.url?.includes('do=wait')) return
    response.write('first line\n')
    setTimeout(() => response.destroy(), 100)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/`, stop }
}
