import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { answerAsRedis } from './resp.ts'

interface Target {
  readonly host: string
  readonly port: number
}

interface Door {
  up(): Promise<void>
  down(): Promise<void>
}

/** A port that leads to the target, or to what answers as Redis. Down: connections are reset, the port is closed. */
export function createDoor(port: number, target?: Target): Door {
  const sockets = new Set<Socket>()
  let server: Server | undefined

  function enter(socket: Socket): void {
    if (!target) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      answerAsRedis(socket)
      return
    }
    const inner = connect(target.port, target.host)
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      sockets.add(one)
      one.once('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.on('error', () => undefined)
      one.pipe(other)
    }
  }

  async function down(): Promise<void> {
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    server = undefined
    for (const socket of sockets) socket.resetAndDestroy()
    await closed
  }

  return {
    down,
    async up() {
      await down()
      const opened = createServer(enter)
      server = opened
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
    },
  }
}
