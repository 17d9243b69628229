import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn } from 'node:child_process'
import { findClosedPort } from './loopback.ts'
import { openRedis, type Redis } from './redis.ts'

/** Real Redis servers, each in a state of its own in which it refuses something, by their ports. */
export interface RedisServers {
  readonly plain: number
  /** The password is `right`. */
  readonly locked: number
  /** Nobody may `GET`. */
  readonly restricted: number
  /** Out of memory. */
  readonly full: number
  /** Could not save its data, and takes no more. */
  readonly unsaved: number
  /** Reads its data for longer than any test runs. */
  readonly loading: number
  /** A replica whose master is away. */
  readonly replica: number
  /** The same, and too strict to answer from what it has. */
  readonly staleReplica: number
  /** A member of a cluster to which no slot has been given. */
  readonly emptyCluster: number
  readonly lockedCluster: number
  readonly close: () => Promise<void>
}

const AWAY = ['--replicaof', '127.0.0.1', '9']

const SETTINGS = {
  plain: [],
  locked: ['--requirepass', 'right'],
  restricted: ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-get'],
  full: ['--maxmemory', '1'],
  replica: AWAY,
  staleReplica: [...AWAY, '--replica-serve-stale-data', 'no'],
  emptyCluster: ['--cluster-enabled', 'yes'],
  lockedCluster: ['--cluster-enabled', 'yes', '--requirepass', 'right'],
} as const

export async function openRedisServers(): Promise<RedisServers> {
  const [loading, unsaved, ...others] = await Promise.all([
    openLoadingRedis(),
    openUnsavedRedis(),
    ...Object.entries(SETTINGS).map(async ([name, settings]) => ({
      name,
      server: await openRedis(settings),
    })),
  ])
  const ports = Object.fromEntries(others.map(({ name, server }) => [name, server.port]))
  return {
    ...(ports as Record<keyof typeof SETTINGS, number>), // `fromEntries` forgets its keys
    loading: loading.port,
    unsaved: unsaved.port,
    async close() {
      const servers = [loading, unsaved, ...others.map(({ server }) => server)]
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

const SLOWLY = ['--key-load-delay', '2000', '--loading-process-events-interval-bytes', '1024']

/** A server that was started with many keys, and for each of them takes a rest. */
async function openLoadingRedis(): Promise<Redis> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-redis-'))
  await writeDump(folder)
  const port = await findClosedPort()
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...SLOWLY],
    { stdio: 'ignore' },
  )
  while (!(await tell(port, 'PING')).startsWith('-LOADING')) await sleep(20)
  return {
    port,
    async close() {
      const exited = once(server, 'exit')
      server.kill('SIGKILL')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A server whose folder has gone. */
async function openUnsavedRedis(): Promise<Redis> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-redis-'))
  const server = await openRedis(['--dir', folder, '--save', '3600 1'])
  await rm(folder, { recursive: true })
  await tell(server.port, 'BGSAVE')
  while (!(await tell(server.port, 'SET key text')).startsWith('-MISCONF')) await sleep(20)
  return server
}

async function writeDump(folder: string): Promise<void> {
  const writer = await openRedis(['--dir', folder, '--enable-debug-command', 'yes'])
  await tell(writer.port, 'DEBUG POPULATE 20000')
  await tell(writer.port, 'SAVE')
  await writer.close()
}

/** Gives one command, and answers with the first line of the reply; an empty one if nobody listens. */
async function tell(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.write(`${command}\r\n`)
    const [reply] = await once(socket, 'data')
    return String(reply)
  } catch {
    return ''
  } finally {
    socket.destroy()
  }
}
