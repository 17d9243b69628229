import { connect, Socket } from 'node:net'
import type { PoolConfig } from 'pg'
import { rejectionOf } from '../proof/proof.ts'
import { findClosedPort, resolvesTo } from './loopback.ts'
import { openFrozenListener } from './frozen-listener.ts'
import {
  entryOf,
  generateClients,
  importGenerated,
  type PrismaMajor,
  removeClients,
} from './prisma-client.ts'
import {
  closeSqlWorld,
  openSqlWorld,
  type OpenSqlClient,
  type SqlConfig,
  type SqlWorld,
} from './sql-client.ts'

/** The generated client, whose types are not there before it is, and the adapter. */
export interface PrismaModule {
  readonly PrismaClient: new (options: { adapter: unknown } | undefined) => Shop
  readonly PrismaPg: new (config: PoolConfig) => unknown
}

export interface Shop extends Statements {
  $transaction(
    work: (statements: Statements) => Promise<unknown>,
    options?: { maxWait?: number; timeout?: number; isolationLevel?: 'RepeatableRead' },
  ): Promise<unknown>
  $disconnect(): Promise<void>
}

interface Statements {
  readonly item: Model
  readonly note: Model
  /** Ends the session of whoever looks. */
  readonly trap: Model
  /** Takes a second to look at. */
  readonly snail: Model
  /** Is in the schema but not in the database. */
  readonly ghost: Model
  /** The same of a column. */
  readonly misfit: Model
  $queryRawUnsafe(sql: string): Promise<unknown>
  $executeRawUnsafe(sql: string): Promise<unknown>
}

interface Model {
  findMany(): Promise<unknown>
  findUniqueOrThrow(query: object): Promise<unknown>
  create(query: object): Promise<unknown>
  update(query: object): Promise<unknown>
}

const MODELS = `
  model Item {
    id Int @id
    amount Int
    version Int
    notes Note[]
    @@map("item")
  }
  model Note {
    id Int @id
    item Item @relation(fields: [itemId], references: [id])
    itemId Int @map("item_id")
    @@map("note")
  }
  model Trap {
    id Int @id
    @@map("trap")
  }
  model Snail {
    id Int @id
    @@map("snail")
  }
  model Ghost {
    id Int @id
    @@map("ghost")
  }
  model Misfit {
    id Int @id
    nothing Int
    @@map("misfit")
  }
`

const TABLES = `
  create table note (id int primary key, item_id int not null references item);
  create view trap as select pg_terminate_backend(pg_backend_pid())::int as id;
  create view snail as select 1 as id from pg_sleep(1);
  create view misfit as select 1 as id;
  create role guest login password 'guest';
`

const PRISMA_7: PrismaMajor = { cli: 'prisma', client: '@prisma/client', datasource: '' }
const PRISMA_6: PrismaMajor = {
  cli: 'prisma-6',
  client: 'prisma-client-6',
  datasource: 'url = "postgresql://unused"',
}

export const prismaModules = {
  '@prisma/client': async () => ({
    ...(await importGenerated(PRISMA_7)),
    ...(await import('@prisma/adapter-pg')),
  }),
  'prisma-client-6': async () => ({
    ...(await importGenerated(PRISMA_6)),
    ...(await import('prisma-adapter-pg-6')),
  }),
}

export const prismaBundle = {
  entry: `export { PrismaClient } from ${JSON.stringify(entryOf(PRISMA_7))}; export { PrismaPg } from '@prisma/adapter-pg'`,
}

export async function openShop(): Promise<SqlWorld> {
  const [world] = await Promise.all([openSqlWorld(), generateClients([PRISMA_7, PRISMA_6], MODELS)])
  await world.admin.query(TABLES)
  return world
}

export async function closeShop(world: SqlWorld): Promise<void> {
  await removeClients()
  await closeSqlWorld(world)
}

function create({ PrismaClient, PrismaPg }: PrismaModule, config: SqlConfig, extra: PoolConfig = {}): Shop {
  const { patienceMs, ...place } = config
  const timeout = patienceMs === undefined ? {} : { connectionTimeoutMillis: patienceMs }
  return new PrismaClient({ adapter: new PrismaPg({ max: 2, ...place, ...timeout, ...extra }) })
}

/** Asks in SQL. */
export function openRaw(module: PrismaModule, extra?: PoolConfig): OpenSqlClient {
  return (config) => {
    const shop = create(module, config, extra)
    return Promise.resolve({
      query: (sql) => shop.$queryRawUnsafe(sql),
      transaction: (work) => shop.$transaction((inside) => work((sql) => inside.$queryRawUnsafe(sql))),
      close: () => shop.$disconnect(),
    })
  }
}

/** Asks for items, whatever the question. */
export function openModel(module: PrismaModule): OpenSqlClient {
  return (config) => {
    const shop = create(module, config)
    return Promise.resolve({
      query: () => shop.item.findMany(),
      transaction: (work) => shop.$transaction((inside) => work(() => inside.item.findMany())),
      close: () => shop.$disconnect(),
    })
  }
}

export async function withShop(
  module: PrismaModule,
  config: SqlConfig,
  work: (shop: Shop) => Promise<unknown>,
  extra?: PoolConfig,
): Promise<unknown> {
  const shop = create(module, config, extra)
  const error = await rejectionOf(work(shop))
  await shop.$disconnect()
  return error
}

/** Two transactions take the same two rows, each the other's first one. */
export async function fightOverItems(shop: Shop): Promise<unknown> {
  let other: (() => void) | undefined
  const both = new Promise<void>((resolve) => (other = resolve))
  let holding = 0
  return Promise.all(
    [1, 2].map((own) =>
      shop.$transaction(async ({ item }) => {
        await item.update({ where: { id: own }, data: { amount: own } })
        if (++holding === 2) other?.()
        await both
        await item.update({ where: { id: 3 - own }, data: { amount: own } })
      }),
    ),
  )
}

/** Changes a row that somebody else has changed since the transaction first looked. */
export function changeWhatHasChanged(shop: Shop): Promise<unknown> {
  const change = { where: { id: 1 }, data: { amount: { increment: 1 } } }
  return shop.$transaction(
    async ({ item }) => {
      await item.findMany()
      await shop.item.update(change)
      await item.update(change)
    },
    { isolationLevel: 'RepeatableRead' },
  )
}

/** As if the host had an address of each family, and nobody listened at either. */
export async function createUselessSocket(): Promise<() => Socket> {
  const port = await findClosedPort()
  return () =>
    new (class extends Socket {
      override connect() {
        return super.connect({ port, host: 'several', ...resolvesTo('127.0.0.1', '127.0.0.3') })
      }
    })()
}

/** What the system reports of a server behind a firewall, without the minutes it takes for one address alone. */
export async function createTimedOutSocket(): Promise<() => Socket> {
  const listener = await openFrozenListener()
  const { host, port } = listener
  const attempt = connect({
    port,
    host: 'several',
    autoSelectFamilyAttemptTimeout: 10,
    ...resolvesTo(host, '127.0.0.3'),
  })
  const { errors } = await new Promise<AggregateError>((resolve) => attempt.once('error', resolve))
  listener.close()
  return () =>
    new (class extends Socket {
      override connect() {
        return this.destroy(errors[0])
      }
    })()
}
