import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An address on loopback where a connection is neither made nor refused, as behind a firewall that drops packets. */
export interface FrozenListener {
  readonly host: string
  readonly port: number
  readonly close: () => void
}

const HOST = '127.0.0.2'
const LISTEN = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '${HOST}', backlog: 1 }, () => process.stdout.write(String(server.address().port)))
`

/** A listener whose process is stopped and whose queue is full: the kernel then ignores whoever knocks. */
export async function openFrozenListener(): Promise<FrozenListener> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [output] = await once(child.stdout, 'data')
  const port = Number(output)
  child.kill('SIGSTOP')
  const waiting = await fillQueue(port)
  return {
    host: HOST,
    port,
    close() {
      for (const socket of waiting) socket.destroy()
      child.kill('SIGKILL')
    },
  }
}

/** Connects until one connection is left hanging. */
async function fillQueue(port: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = []
  for (let isAnswered = true; isAnswered && sockets.length < 16; ) {
    const socket = connect({ port, host: HOST }).on('error', () => {})
    sockets.push(socket)
    isAnswered = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, 100, false)),
    ])
  }
  return sockets
}
