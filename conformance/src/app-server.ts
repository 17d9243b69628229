import type { AddressInfo } from 'node:net'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Express } from 'express'
import type { FastifyInstance } from 'fastify'
import type { ScenarioContext } from './scenario.ts'

/** A small application: what each path does. */
type Routes = Readonly<Record<string, () => unknown>>

/** Serves the routes, requests the paths one after the other, and stops; answers the statuses. */
export type Visit = (
  context: Pick<ScenarioContext, 'Sentry' | 'presets' | 'load'>,
  routes: Routes,
  paths: readonly string[],
) => Promise<number[]>

/** Express with the error handler that SDK 9 and 10 need. */
export const visitExpress: Visit = async ({ Sentry, presets, load }, routes, paths) => {
  const express = await load<() => Express>('express')
  const app = express()
  for (const [path, handle] of Object.entries(routes)) {
    app.get(path, async (_, response) => void response.json(await handle()))
  }
  Sentry.setupExpressErrorHandler(app, { shouldHandleError: presets.shouldHandleError })
  return visit(createServer(app as RequestListener), paths)
}

/** Fastify; with tracing on, SDK 9 and 10 follow it by themselves. */
export const visitFastify: Visit = async ({ load }, routes, paths) => {
  const { fastify } = await load<{ fastify: () => FastifyInstance }>('fastify')
  const app = fastify()
  for (const [path, handle] of Object.entries(routes)) {
    app.get(path, async () => ({ answer: await handle() }))
  }
  await app.ready()
  return visit(app.server, paths)
}

async function visit(server: Server, paths: readonly string[]): Promise<number[]> {
  const origin = await listen(server)
  const statuses: number[] = []
  for (const path of paths) {
    const response = await fetch(origin + path)
    await response.text()
    statuses.push(response.status)
  }
  await close(server)
  return statuses
}

/** An upstream HTTP service on loopback that answers each request with this status and body. */
export async function withUpstream<Result>(
  [status, body]: readonly [number, object],
  use: (origin: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const origin = await listen(server)
  try {
    return await use(origin)
  } finally {
    await close(server)
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
