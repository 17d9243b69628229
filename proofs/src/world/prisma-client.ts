import { execFile } from 'node:child_process'
import { mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** A major of Prisma, by the names of its packages here. */
export interface PrismaMajor {
  readonly cli: string
  readonly client: string
  /** Up to version 6 the schema must name a server, though the adapter decides. */
  readonly datasource: string
}

/** Where the clients of this process are generated; a bundle must know it before they are. */
const FOLDER = join(tmpdir(), `catalog-prisma-${process.pid}`)
const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const run = promisify(execFile)

export function entryOf({ cli }: PrismaMajor): string {
  return join(FOLDER, cli, 'client/client.ts')
}

export async function importGenerated(major: PrismaMajor): Promise<object> {
  const client: object = await import(pathToFileURL(entryOf(major)).href)
  return client
}

/** As `prisma generate` does in an application, from the same schema for each major. */
export async function generateClients(majors: readonly PrismaMajor[], models: string): Promise<void> {
  await Promise.all(majors.map((major) => generate(major, models)))
}

export async function removeClients(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
}

async function generate({ cli, client, datasource }: PrismaMajor, models: string): Promise<void> {
  const folder = join(FOLDER, cli)
  const installed = join(folder, 'node_modules/@prisma/client')
  await mkdir(dirname(installed), { recursive: true })
  await symlink(await realpath(join(PACKAGES, client)), installed)
  const schema = join(folder, 'schema.prisma')
  await writeFile(
    schema,
    `generator client {
      provider = "prisma-client"
      engineType = "client"
      output = "./client"
    }
    datasource db {
      provider = "postgresql"
      ${datasource}
    }
    ${models}`,
  )
  await run(process.execPath, [join(PACKAGES, cli, 'build/index.js'), 'generate', '--schema', schema], {
    env: { ...process.env, ...WITHOUT_ENGINES },
  })
}

/** No engine is asked anything here, and one that is there need not be downloaded. */
const WITHOUT_ENGINES = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
}
