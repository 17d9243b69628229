import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server, Socket as ServerSocket } from 'socket.io'
import type { io, ManagerOptions, Socket, SocketOptions } from 'socket.io-client'
import { rejectionOf } from '../proof/proof.ts'
import { listen } from '../world/loopback.ts'

export interface Module {
  readonly Server: typeof Server
  readonly io: typeof io
}

export function connect(
  module: Module,
  url: string,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Socket {
  return module.io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options })
}

export async function failureOf(socket: Socket): Promise<unknown> {
  const error = await new Promise((resolve) => socket.once('connect_error', resolve))
  socket.close()
  return error
}

export async function serve(
  module: Module,
  work: (url: string, server: Server) => Promise<unknown>,
): Promise<unknown> {
  const http = createServer()
  const server = new module.Server(http)
  const endpoint = await listen(http)
  const error = await rejectionOf(work(endpoint.url, server))
  server.disconnectSockets(true)
  await endpoint.close()
  return error
}

/** Connects a client to a server and hands out both ends. */
export async function meet(
  module: Module,
  work: (client: Socket, server: ServerSocket) => Promise<unknown>,
): Promise<unknown> {
  return serve(module, async (url, server) => {
    const connected = once(server, 'connection')
    const client = connect(module, url)
    const [[end]] = await Promise.all([
      connected,
      new Promise((resolve) => client.once('connect', () => resolve(undefined))),
    ])
    try {
      await work(client, end)
    } finally {
      client.close()
    }
  })
}
