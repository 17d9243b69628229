import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { findPort } from './database.ts'

export interface RedisWorld {
  readonly kind: 'real' | 'absent'
  readonly url: string
  up(): Promise<void>
  down(): Promise<void>
}

const START_TRIES = 100

/** A Redis of our own, so that it can be killed. Without the binary: a closed port and resets. */
export async function createRedis(): Promise<RedisWorld> {
  const port = await findPort()
  return (await isInstalled()) ? createReal(port) : createAbsent(port)
}

function createReal(port: number): RedisWorld {
  let running: ChildProcess | undefined

  async function down(): Promise<void> {
    if (!running) return
    const exited = once(running, 'exit')
    running.kill('SIGKILL')
    running = undefined
    await exited
  }

  return {
    kind: 'real',
    url: `redis://127.0.0.1:${port}`,
    down,
    async up() {
      await down()
      running = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], { stdio: 'ignore' })
      for (let tries = 0; tries < START_TRIES && !(await accepts(port)); tries += 1) await delay(5)
    },
  }
}

/** Up: every connection is reset at once. Down: nobody listens. */
function createAbsent(port: number): RedisWorld {
  let server: Server | undefined

  async function down(): Promise<void> {
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    server = undefined
    await closed
  }

  return {
    kind: 'absent',
    url: `redis://127.0.0.1:${port}`,
    down,
    async up() {
      await down()
      server = createServer((socket) => socket.resetAndDestroy())
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve))
    },
  }
}

function isInstalled(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = spawn('redis-server', ['--version'], { stdio: 'ignore' })
    probe.once('error', () => resolve(false))
    probe.once('exit', (code) => resolve(code === 0))
  })
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.end(() => resolve(true)))
    socket.once('error', () => resolve(false))
  })
}
