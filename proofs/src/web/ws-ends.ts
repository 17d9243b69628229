import { once } from 'node:events'
import { createServer } from 'node:http'
import type { WebSocket, WebSocketServer } from 'ws'
import { rejectionOf } from '../proof/proof.ts'
import { listen } from '../world/loopback.ts'

export interface Module {
  readonly WebSocket: typeof WebSocket
  readonly WebSocketServer: typeof WebSocketServer
}

export async function errorOf(socket: WebSocket): Promise<unknown> {
  const [error] = await once(socket, 'error')
  return error
}

export async function serve(
  { WebSocketServer: Server }: Module,
  work: (url: string, server: WebSocketServer) => Promise<unknown>,
): Promise<unknown> {
  const http = createServer()
  const server = new Server({ server: http, maxPayload: 1_000 })
  const endpoint = await listen(http)
  const error = await rejectionOf(work(endpoint.url, server))
  await endpoint.close()
  return error
}

/** Connects a client to a server and hands out both ends. */
export async function meet(
  module: Module,
  work: (client: WebSocket, server: WebSocket) => Promise<unknown>,
): Promise<unknown> {
  return serve(module, async (url, server) => {
    const connected = once(server, 'connection')
    const client = new module.WebSocket(url.replace('http:', 'ws:'))
    client.on('error', () => {})
    const [[end]] = await Promise.all([connected, once(client, 'open')])
    await work(client, end)
  })
}
