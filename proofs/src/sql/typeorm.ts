import { typeorm } from '@sentry-presets/catalog'
import pgModule from 'pg'
import type * as TypeORM from 'typeorm'
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

/** With the driver, where that is part of the bundle. */
type Module = typeof TypeORM & { readonly pg?: typeof pgModule }

export const typeormProof = defineProof<Module, SqlWorld>({
  library: typeorm,
  against: 'a real PostgreSQL 18, through pg',
  modules: { typeorm: () => import('typeorm'), 'typeorm-0': () => import('typeorm-0') },
  bundle: { entry: "export * from 'typeorm'; export { default as pg } from 'pg'" },
  open: openSqlWorld,
  close: closeSqlWorld,
  cases: [
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select pg_terminate_backend(pg_backend_pid())')),
      identity: 'typeorm:QueryFailedError#57P01',
      decider: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select * from nowhere')),
      identity: 'typeorm:QueryFailedError#42P01',
      decider: 'pg:DatabaseError#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a query that is not SQL',
      provoke: (module, { config }) => failOnce(open(module), config, ({ query }) => query('selct 1')),
      identity: 'typeorm:QueryFailedError#42601',
      decider: 'pg:DatabaseError#42601',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a row that is there already, as nothing tells whether somebody expects it',
      provoke: (module, { config }) =>
        withItems(module, config, (items) => items.insert({ id: 1, amount: 0 })),
      identity: 'typeorm:QueryFailedError#23505',
      decider: 'pg:DatabaseError#23505',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg/conflict'],
    },
    {
      name: 'holds back a deadlock',
      provoke: (module, world) => failOnDeadlock(open(module), world),
      identity: 'typeorm:QueryFailedError#40P01',
      decider: 'pg:DatabaseError#40P01',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'holds back a statement that ran into its timeout',
      provoke: (module, world) => failOnSlowQuery(open(module), world),
      identity: 'typeorm:QueryFailedError#57014',
      decider: 'pg:DatabaseError#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
    },
    {
      name: 'holds back a connection that was closed under a query',
      provoke: (module, world) => failOnCut(open(module), world, 'close'),
      identity: 'typeorm:QueryFailedError',
      decider: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      // The driver's error has neither a code nor a class of its own.
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a connection that was reset under a query, which the error says of itself as well',
      provoke: (module, world) => failOnCut(open(module), world, 'reset'),
      identity: 'node:QueryFailedError#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { config }) =>
        failOnce(open(module), { ...config, port: await findClosedPort() }),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), { ...config, host: `${'x'.repeat(64)}.invalid` }),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { config }) => failOnce(open(module), { ...config, password: 'wrong' }),
      identity: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'holds back a server without a free connection',
      provoke: (module, world) => failOnFullServer(open(module), world),
      identity: 'pg:DatabaseError#53300',
      verdict: 'transient',
      rule: 'pg/too-many-connections',
    },
    {
      name: 'holds back a server that does not answer in time',
      provoke: (module, { config, mute }) =>
        failOnce(open(module), { ...config, port: mute.port, patienceMs: 20 }),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool without a free connection',
      provoke: (module, { config }) => failOnEmptyPool(open(module), config),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'expects a row that somebody else has changed',
      provoke: (module, { config }) =>
        withItems(module, config, (_, source) =>
          source.transaction((manager) =>
            manager.createQueryBuilder(ITEM.name, 'item').setLock('optimistic', 99).getOne(),
          ),
        ),
      identity: 'typeorm:OptimisticLockVersionMismatchError',
      verdict: 'expected',
      rule: 'typeorm/optimistic-lock',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a lock that cannot be had, because the query was not told the version',
      provoke: (module, { config }) =>
        withItems(module, config, (items) =>
          items.createQueryBuilder('item').setLock('optimistic', 1).getMany(),
        ),
      identity: 'typeorm:OptimisticLockCanNotBeUsedError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['typeorm/optimistic-lock'],
    },
    {
      name: 'expects a query that found nothing and was told to say so',
      provoke: (module, { config }) =>
        withItems(module, config, (items) => items.findOneOrFail({ where: { id: 99 } })),
      identity: 'typeorm:EntityNotFoundError',
      verdict: 'expected',
      rule: 'typeorm/not-found',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a query of an entity that nobody has described',
      provoke: (module, { config }) =>
        withItems(module, config, (_, source) => source.getRepository('nobody').findOneByOrFail({ id: 1 })),
      identity: 'typeorm:EntityMetadataNotFoundError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['typeorm/not-found'],
    },
    {
      name: 'holds back a query after the connections were closed, while the process stops',
      provoke: queryAfterClosing,
      identity: 'typeorm:TypeORMError',
      verdict: 'control-flow',
      rule: 'typeorm/closed-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a query after the connections were closed, while the process runs',
      provoke: queryAfterClosing,
      identity: 'typeorm:TypeORMError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['typeorm/closed-on-shutdown'],
    },
    {
      name: 'holds back a second closing, while the process stops',
      provoke: (module, { config }) => rejectionOf(create(module, config).destroy()),
      identity: 'typeorm:CannotExecuteNotConnectedError',
      verdict: 'control-flow',
      rule: 'typeorm/closed-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a second opening, even while the process stops',
      provoke: (module, { config }) => withItems(module, config, (_, source) => source.initialize()),
      identity: 'typeorm:CannotConnectAlreadyConnectedError',
      verdict: 'bug',
      rule: undefined,
      phase: 'shutdown',
      nearMissOf: ['typeorm/closed-on-shutdown'],
    },
    {
      name: 'keeps a query after its runner was given back',
      provoke: (module, { config }) =>
        withItems(module, config, async (_, source) => {
          const runner = source.createQueryRunner()
          await runner.release()
          await runner.query('select 1')
        }),
      identity: 'typeorm:QueryRunnerAlreadyReleasedError',
      verdict: 'bug',
      rule: undefined,
      phase: 'shutdown',
      nearMissOf: ['typeorm/closed-on-shutdown'],
    },
  ],
})

interface Item {
  readonly id: number
  readonly amount: number
  readonly version: number
}

const ITEM = {
  name: 'item',
  columns: {
    id: { type: 'int', primary: true },
    amount: { type: 'int' },
    version: { type: 'int', version: true },
  },
} as const

function create({ DataSource, EntitySchema, pg = pgModule }: Module, config: SqlConfig): TypeORM.DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    host: config.host,
    port: config.port,
    username: config.user,
    password: config.password,
    database: config.database,
    poolSize: config.max ?? 2,
    ...(config.patienceMs !== undefined && { connectTimeoutMS: config.patienceMs }),
    entities: [new EntitySchema<Item>(ITEM)],
    // What becomes of idle connections is not its concern.
    poolErrorHandler() {},
    logging: false,
  })
}

function open(module: Module): OpenSqlClient {
  return async (config) => {
    const source = await create(module, config).initialize()
    return {
      query: (sql) => source.query(sql),
      transaction: (work) => source.transaction((manager) => work((sql) => manager.query(sql))),
      close: () => source.destroy(),
    }
  }
}

async function withItems(
  module: Module,
  config: SqlConfig,
  work: (items: TypeORM.Repository<Item>, source: TypeORM.DataSource) => Promise<unknown>,
): Promise<unknown> {
  const source = await create(module, config).initialize()
  const error = await rejectionOf(work(source.getRepository<Item>(ITEM.name), source))
  await source.destroy()
  return error
}

async function queryAfterClosing(module: Module, { config }: SqlWorld): Promise<unknown> {
  const source = await create(module, config).initialize()
  await source.destroy()
  return rejectionOf(source.query('select 1'))
}
