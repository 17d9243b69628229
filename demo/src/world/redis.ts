import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { findPort } from './find-port.ts'
import { createDoor } from './door.ts'

/** Where Redis comes from: our own server, the one `REDIS_URL` names, or nowhere. */
export type RedisSource = 'server' | 'url' | 'absent'

export interface RedisWorld {
  readonly url: string
  up(): Promise<void>
  down(): Promise<void>
}

const START_TRIES = 100
const FIRST_DATABASE = 8
const DEFAULT_PORT = 6379

export async function findRedis(): Promise<RedisSource> {
  if (await isInstalled()) return 'server'
  return process.env.REDIS_URL ? 'url' : 'absent'
}

/** A Redis that can be taken away and given back. `index` keeps apart those that share one server. */
export async function createRedis(source: RedisSource, index: number): Promise<RedisWorld> {
  const port = await findPort()
  if (source === 'server') return createServer(port)
  if (source === 'absent') return { url: `redis://127.0.0.1:${port}`, ...createDoor(port) }

  const target = new URL(String(process.env.REDIS_URL))
  const door = createDoor(port, { host: target.hostname, port: Number(target.port || DEFAULT_PORT) })
  target.host = `127.0.0.1:${port}`
  target.pathname = `/${FIRST_DATABASE + index}`
  return { url: target.href, ...door }
}

function createServer(port: number): RedisWorld {
  let running: ChildProcess | undefined

  async function down(): Promise<void> {
    if (!running) return
    const exited = once(running, 'exit')
    running.kill('SIGKILL')
    running = undefined
    await exited
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    down,
    async up() {
      await down()
      running = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
        stdio: 'ignore',
      })
      for (let tries = 0; tries < START_TRIES && !(await accepts(port)); tries += 1) await delay(5)
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
