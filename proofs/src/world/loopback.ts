import { once } from 'node:events'
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import {
  connect,
  createServer as createNetServer,
  type AddressInfo,
  type Server,
  type Socket,
  type TcpNetConnectOpts,
} from 'node:net'

/** Something that listens on the loopback interface until it is closed. */
export interface Endpoint {
  readonly port: number
  readonly url: string
  readonly close: () => Promise<void>
}

/** An HTTP server on a free port. */
export async function openHttp(listener: RequestListener): Promise<Endpoint> {
  return listen(createServer(listener))
}

/** A bare TCP server on a free port: what it says is up to the caller. */
export async function openTcp(greet: (socket: Socket) => void): Promise<Endpoint> {
  return listen(createNetServer(greet))
}

/** Listens on a free port of 127.0.0.1, and takes every open connection down on closing. */
export async function listen(server: Server | HttpServer): Promise<Endpoint> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has no other kind of address
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/**
 * A port that nothing listens on. It lies below those that the system gives out by itself, so that nobody else is given
 * it the next moment.
 */
export async function findClosedPort(): Promise<number> {
  const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT))
  const server = createNetServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch {
    return findClosedPort()
  }
  server.close()
  await once(server, 'close')
  return port
}

const LOWEST_PORT = 15_000
const HIGHEST_PORT = 32_000

/** A way to another port that can be cut while it is in use. */
export interface Relay extends Endpoint {
  readonly cut: (how: 'close' | 'reset') => void
}

export async function openRelay(port: number): Promise<Relay> {
  const callers = new Set<Socket>()
  const endpoint = await openTcp((socket) => {
    const onward = connect(port, '127.0.0.1').on('error', () => socket.destroy())
    callers.add(socket)
    socket.on('close', () => onward.destroy())
    socket.pipe(onward).pipe(socket)
  })
  return {
    ...endpoint,
    cut(how) {
      for (const caller of callers) {
        if (how === 'reset') caller.resetAndDestroy()
        else caller.end()
      }
      callers.clear()
    },
  }
}

/** What happy eyeballs sees of a host with several addresses. */
export function resolvesTo(
  ...addresses: readonly string[]
): Pick<TcpNetConnectOpts, 'lookup' | 'autoSelectFamily'> {
  return {
    autoSelectFamily: true,
    lookup: (_, __, answer) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      ),
  }
}
