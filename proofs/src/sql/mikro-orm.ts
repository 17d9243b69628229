import { mikroOrm } from '@sentry-presets/catalog'
import type * as Mikro from '@mikro-orm/postgresql'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import {
  closeSqlWorld,
  failOnce,
  failOnCut,
  failOnDeadlock,
  failOnEmptyPool,
  failOnFullServer,
  failOnSlowQuery,
  openSqlWorld,
  type OpenSqlClient,
  type SqlConfig,
  type SqlWorld,
} from '../world/sql-client.ts'

type Module = typeof Mikro

export const mikroOrmProof = defineProof<Module, SqlWorld>({
  library: mikroOrm,
  against: 'a real PostgreSQL 18, through pg',
  modules: { '@mikro-orm/postgresql': () => import('@mikro-orm/postgresql') },
  bundle: { entry: "export * from '@mikro-orm/postgresql'" },
  open: openSqlWorld,
  close: closeSqlWorld,
  cases: [
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select pg_terminate_backend(pg_backend_pid())')),
      identity: 'pg:DriverException#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select * from nowhere')),
      identity: 'pg:TableNotFoundException#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a query that is not SQL',
      provoke: (module, { config }) => failOnce(open(module), config, ({ query }) => query('selct 1')),
      identity: 'pg:SyntaxErrorException#42601',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/connection-lost', 'mikro-orm/connection-timeout'],
    },
    {
      name: 'keeps a row that is there already, as nothing tells whether somebody expects it',
      provoke: (module, { config }) =>
        withItems(module, config, (manager, items) =>
          manager.insert(items, { id: 1, amount: 0, version: 1 }),
        ),
      identity: 'pg:UniqueConstraintViolationException#23505',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/optimistic-lock'],
    },
    {
      name: 'keeps a value of the wrong type',
      provoke: (module, { config }) =>
        withItems(module, config, async (manager, items) => {
          manager.create(items, { id: 3, amount: 'much' as unknown as number, version: 1 }) // as untyped input does
          await manager.flush()
        }),
      identity: 'mikro-orm:ValidationError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/optimistic-lock'],
    },
    {
      name: 'keeps an entity that nobody has described',
      provoke: (module, { config }) =>
        withItems(module, config, (manager) => manager.find(class Nobody {}, {})),
      identity: 'mikro-orm:MetadataError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'holds back a deadlock',
      provoke: (module, world) => failOnDeadlock(open(module), world),
      identity: 'pg:DeadlockException#40P01',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'holds back a row that is locked for too long',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ transaction }) =>
          transaction(async (query) => {
            await query('select * from item for update')
            await transaction((other) => other('select * from item for update nowait'))
          }),
        ),
      identity: 'pg:DriverException#55P03',
      verdict: 'transient',
      rule: 'pg/lock-timeout',
    },
    {
      name: 'holds back a statement that ran into its timeout',
      provoke: (module, world) => failOnSlowQuery(open(module), world),
      identity: 'pg:DriverException#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
      nearMissOf: ['mikro-orm/connection-timeout'],
    },
    {
      name: 'holds back a connection that was closed under a query',
      provoke: (module, world) => failOnCut(open(module), world, 'close'),
      identity: 'mikro-orm:DriverException',
      verdict: 'transient',
      rule: 'mikro-orm/connection-lost',
      // The copy has neither a code nor a class of which a minifier leaves the name.
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a connection that was reset under a query',
      provoke: (module, world) => failOnCut(open(module), world, 'reset'),
      identity: 'node:DriverException#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { config }) =>
        failOnce(open(module), { ...config, port: await findClosedPort() }),
      identity: 'node:DriverException#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['mikro-orm/connection-lost'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), { ...config, host: `${'x'.repeat(64)}.invalid` }),
      identity: 'node:DriverException#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['mikro-orm/connection-timeout'],
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { config }) => failOnce(open(module), { ...config, password: 'wrong' }),
      identity: 'pg:DriverException#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a server without TLS where TLS is asked for',
      provoke: (module, { config }) => failOnce(open(module, { ssl: true }), config),
      identity: 'mikro-orm:DriverException',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/connection-lost', 'mikro-orm/connection-timeout'],
    },
    {
      name: 'holds back a server without a free connection',
      provoke: (module, world) => failOnFullServer(open(module), world),
      identity: 'pg:DriverException#53300',
      verdict: 'transient',
      rule: 'pg/too-many-connections',
    },
    {
      name: 'holds back a server that does not answer in time',
      provoke: (module, { config, mute }) =>
        failOnce(open(module), { ...config, port: mute.port, patienceMs: 20 }),
      identity: 'mikro-orm:DriverException',
      verdict: 'transient',
      rule: 'mikro-orm/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool without a free connection',
      provoke: (module, { config }) => failOnEmptyPool(open(module), config),
      identity: 'mikro-orm:DriverException',
      verdict: 'transient',
      rule: 'mikro-orm/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'expects a row that somebody else has changed',
      provoke: (module, { config }) =>
        withItems(module, config, async (mine, items) => {
          const theirs = mine.fork()
          const [row, same] = [await mine.findOneOrFail(items, 1), await theirs.findOneOrFail(items, 1)]
          same.amount++
          await theirs.flush()
          row.amount += 2
          await mine.flush()
        }),
      identity: 'mikro-orm:OptimisticLockError',
      verdict: 'expected',
      rule: 'mikro-orm/optimistic-lock',
      inBundle: 'cannot tell',
    },
    {
      name: 'expects a row of which the user has seen an older version',
      provoke: (module, { config }) =>
        withItems(module, config, (manager, items) =>
          manager.findOne(items, 1, { lockMode: module.LockMode.OPTIMISTIC, lockVersion: 99 }),
        ),
      identity: 'mikro-orm:OptimisticLockError',
      verdict: 'expected',
      rule: 'mikro-orm/optimistic-lock',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a lock of an entity that has no version',
      provoke: (module, { config }) =>
        withItems(
          module,
          config,
          (manager, items) =>
            manager.findOne(items, 1, { lockMode: module.LockMode.OPTIMISTIC, lockVersion: 1 }),
          describeItems(module, { version: false }),
        ),
      identity: 'mikro-orm:OptimisticLockError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/optimistic-lock'],
    },
    {
      name: 'expects a query that found nothing and was told to say so',
      provoke: (module, { config }) =>
        withItems(module, config, (manager, items) => manager.findOneOrFail(items, { id: 99, amount: 1 })),
      identity: 'mikro-orm:NotFoundError',
      verdict: 'expected',
      rule: 'mikro-orm/not-found',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps several rows where there must be exactly one',
      provoke: (module, { config }) =>
        withItems(module, config, (manager, items) =>
          manager.findOneOrFail(items, { id: { $gt: 0 } }, { strict: true }),
        ),
      identity: 'mikro-orm:NotFoundError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mikro-orm/not-found'],
    },
  ],
})

interface Item {
  id: number
  amount: number
  version: number
}

function describeItems({ EntitySchema }: Module, { version = true } = {}): Mikro.EntitySchema<Item> {
  return new EntitySchema<Item>({
    name: 'item',
    properties: {
      id: { type: 'number', primary: true },
      amount: { type: 'number' },
      version: { type: 'number', version },
    },
  })
}

interface Particulars {
  readonly items?: Mikro.EntitySchema<Item>
  readonly driver?: object
}

function create(
  module: Module,
  config: SqlConfig,
  { items = describeItems(module), driver }: Particulars = {},
): Promise<Mikro.MikroORM> {
  const { max = 2, patienceMs, database, ...place } = config
  return module.MikroORM.init({
    ...place,
    dbName: database,
    entities: [items],
    pool: { max },
    driverOptions: { ...driver, ...(patienceMs !== undefined && { connectionTimeoutMillis: patienceMs }) },
    logger() {},
  })
}

function open(module: Module, driver: object = {}): OpenSqlClient {
  return async (config) => {
    const orm = await create(module, config, { driver })
    return {
      query: (sql) => orm.em.fork().execute(sql),
      transaction: (work) => orm.em.fork().transactional((manager) => work((sql) => manager.execute(sql))),
      close: () => orm.close(),
    }
  }
}

async function withItems(
  module: Module,
  config: SqlConfig,
  work: (manager: Mikro.EntityManager, items: Mikro.EntitySchema<Item>) => Promise<unknown>,
  items = describeItems(module),
): Promise<unknown> {
  const orm = await create(module, config, { items })
  const error = await rejectionOf(work(orm.em.fork(), items))
  await orm.close()
  return error
}
