import { sequelize } from '@sentry-presets/catalog'
import pgModule from 'pg'
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

/** What both majors have in common, whose types differ everywhere. */
interface Module {
  readonly Sequelize: new (options: object) => Database
  readonly DataTypes: { readonly INTEGER: unknown }
  /** From version 7 on. */
  readonly PostgresDialect?: unknown
  /** The driver, where that is part of the bundle. */
  readonly pg?: unknown
}

interface Database {
  query(sql: string, options?: { transaction: unknown }): Promise<unknown>
  transaction(work: (transaction: unknown) => Promise<unknown>): Promise<unknown>
  define(name: string, attributes: object, options: object): Items
  close(): Promise<void>
}

interface Items {
  create(values: object): Promise<unknown>
  bulkCreate(values: readonly object[], options: object): Promise<unknown>
  findByPk(id: number, options: { rejectOnEmpty: true }): Promise<Item>
}

interface Item {
  amount: number
  save(): Promise<unknown>
}

export const sequelizeProof = defineProof<Module, SqlWorld>({
  library: sequelize,
  against: 'a real PostgreSQL 18, through pg',
  modules: {
    sequelize: () => import('sequelize'),
    '@sequelize/core': async () => ({
      ...(await import('@sequelize/core')),
      ...(await import('@sequelize/postgres')),
    }),
  },
  bundle: { entry: "export { Sequelize, DataTypes } from 'sequelize'; export { default as pg } from 'pg'" },
  open: openSqlWorld,
  close: closeSqlWorld,
  cases: [
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select pg_terminate_backend(pg_backend_pid())')),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:DatabaseError#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), config, ({ query }) => query('select * from nowhere')),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:DatabaseError#42P01',
      verdict: 'bug',
      rule: 'pg/schema-mismatch',
    },
    {
      name: 'keeps a query that is not SQL',
      provoke: (module, { config }) => failOnce(open(module), config, ({ query }) => query('selct 1')),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:DatabaseError#42601',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a row that is there already, as nothing tells whether somebody expects it',
      provoke: (module, { config }) =>
        withItems(module, config, (items) => items.create({ id: 1, amount: 0 })),
      identity: 'sequelize:UniqueConstraintError',
      decider: 'pg:DatabaseError#23505',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['sequelize/optimistic-lock'],
    },
    {
      name: 'keeps a row without what it must have',
      provoke: (module, { config }) => withItems(module, config, (items) => items.create({ id: 3 })),
      identity: 'sequelize:ValidationError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['sequelize/optimistic-lock'],
    },
    {
      name: 'keeps several rows without what they must have',
      provoke: (module, { config }) =>
        withItems(module, config, (items) => items.bulkCreate([{ id: 3 }], { validate: true })),
      identity: 'sequelize:AggregateError',
      decider: 'sequelize:BulkRecordError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'holds back a deadlock',
      provoke: (module, world) => failOnDeadlock(open(module), world),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:DatabaseError#40P01',
      verdict: 'transient',
      rule: 'pg/conflict',
    },
    {
      name: 'holds back a statement that ran into its timeout',
      provoke: (module, world) => failOnSlowQuery(open(module), world),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:DatabaseError#57014',
      verdict: 'transient',
      rule: 'pg/query-cancelled',
      nearMissOf: ['sequelize/pool-timeout'],
    },
    {
      name: 'holds back a connection that was closed under a query',
      provoke: (module, world) => failOnCut(open(module), world, 'close'),
      identity: 'sequelize:DatabaseError',
      decider: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      // The driver's error has neither a code nor a class of its own.
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a connection that was reset under a query',
      provoke: (module, world) => failOnCut(open(module), world, 'reset'),
      identity: 'sequelize:DatabaseError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { config }) =>
        failOnce(open(module), { ...config, port: await findClosedPort() }),
      identity: 'sequelize:ConnectionRefusedError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
      nearMissOf: ['sequelize/pool-timeout'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module, { config }) =>
        failOnce(open(module), { ...config, host: `${'x'.repeat(64)}.invalid` }),
      identity: 'sequelize:HostNotFoundError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['sequelize/pool-timeout'],
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { config }) => failOnce(open(module), { ...config, password: 'wrong' }),
      identity: 'sequelize:ConnectionError',
      decider: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
      nearMissOf: ['sequelize/pool-timeout'],
    },
    {
      name: 'holds back a server without a free connection',
      provoke: (module, world) => failOnFullServer(open(module), world),
      identity: 'sequelize:ConnectionError',
      decider: 'pg:DatabaseError#53300',
      verdict: 'transient',
      rule: 'pg/too-many-connections',
    },
    {
      name: 'holds back a server that does not answer in time',
      provoke: (module, { config, mute }) =>
        failOnce(open(module), { ...config, port: mute.port, patienceMs: 20 }),
      identity: 'sequelize:ConnectionError',
      decider: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool without a free connection',
      provoke: (module, { config }) => failOnEmptyPool(open(module, { acquire: 40 }), config),
      identity: 'sequelize:ConnectionAcquireTimeoutError',
      verdict: 'transient',
      rule: 'sequelize/pool-timeout',
    },
    {
      name: 'expects a row that somebody else has changed',
      provoke: (module, { config }) =>
        withItems(module, config, async (items) => {
          const [mine, theirs] = [await findOne(items), await findOne(items)]
          theirs.amount++
          await theirs.save()
          mine.amount += 2
          await mine.save()
        }),
      identity: 'sequelize:OptimisticLockError',
      verdict: 'expected',
      rule: 'sequelize/optimistic-lock',
    },
    {
      name: 'expects a query that found nothing and was told to say so',
      provoke: (module, { config }) =>
        withItems(module, config, (items) => items.findByPk(99, { rejectOnEmpty: true })),
      identity: 'sequelize:EmptyResultError',
      verdict: 'expected',
      rule: 'sequelize/not-found',
    },
    {
      name: 'keeps a row that is inserted and does not come to be',
      async provoke(module, { config, admin }) {
        await admin.query(REFUSE_INSERTS)
        const error = await withItems(module, config, (items) => items.create({ id: 4, amount: 0 }))
        await admin.query('drop trigger refuse on item')
        return error
      },
      identity: 'sequelize:EmptyResultError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['sequelize/not-found'],
    },
    {
      name: 'keeps a query in a transaction that is over',
      provoke: (module, { config }) =>
        failOnce(open(module), config, async ({ transaction }) => {
          let late: (() => Promise<unknown>) | undefined
          await transaction(async (query) => {
            late = () => query('select 1')
            await query('select 1')
          })
          await late?.()
        }),
      identity: 'sequelize:Error',
      verdict: 'bug',
      rule: undefined,
      phase: 'shutdown',
      nearMissOf: ['sequelize/closed-on-shutdown'],
    },
    {
      name: 'holds back a query after the connections were closed, while the process stops',
      provoke: queryAfterClosing,
      identity: 'sequelize:Error',
      verdict: 'control-flow',
      rule: 'sequelize/closed-on-shutdown',
      phase: 'shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a query after the connections were closed, while the process runs',
      provoke: queryAfterClosing,
      identity: 'sequelize:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['sequelize/closed-on-shutdown'],
    },
  ],
})

/** A trigger that lets every row fall by the wayside, without a word. */
const REFUSE_INSERTS = `
  create or replace function refuse() returns trigger language plpgsql as 'begin return null; end';
  create trigger refuse before insert on item for each row execute function refuse();
`

interface PoolPatience {
  /** How long the pool waits, in milliseconds, a new connection included. */
  readonly acquire: number
}

const PATIENT: PoolPatience = { acquire: 5_000 }

function create(module: Module, config: SqlConfig, { acquire }: PoolPatience = PATIENT): Database {
  const { Sequelize, PostgresDialect, pg = pgModule } = module
  const { max = 2, patienceMs, user, ...place } = config
  const common = { ...place, pool: { max, acquire }, logging: false }
  const timeout = patienceMs === undefined ? {} : { connectionTimeoutMillis: patienceMs }
  return new Sequelize(
    PostgresDialect
      ? { ...common, ...timeout, dialect: PostgresDialect, user, disableClsTransactions: true }
      : { ...common, dialect: 'postgres', dialectModule: pg, dialectOptions: timeout, username: user },
  )
}

function open(module: Module, patience?: PoolPatience): OpenSqlClient {
  return async (config) => {
    const database = create(module, config, patience)
    return {
      query: (sql) => database.query(sql),
      transaction: (work) =>
        database.transaction((transaction) => work((sql) => database.query(sql, { transaction }))),
      close: () => database.close(),
    }
  }
}

async function withItems(
  module: Module,
  config: SqlConfig,
  work: (items: Items) => Promise<unknown>,
): Promise<unknown> {
  const database = create(module, config)
  const type = module.DataTypes.INTEGER
  const items = database.define(
    'item',
    { id: { type, primaryKey: true }, amount: { type, allowNull: false } },
    { tableName: 'item', timestamps: false, version: true },
  )
  const error = await rejectionOf(work(items))
  await database.close()
  return error
}

function findOne(items: Items): Promise<Item> {
  return items.findByPk(1, { rejectOnEmpty: true })
}

async function queryAfterClosing(module: Module, { config }: SqlWorld): Promise<unknown> {
  const database = create(module, config)
  await database.close()
  return rejectionOf(database.query('select 1'))
}
