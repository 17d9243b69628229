import { prisma } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openTcp } from '../world/loopback.ts'
import {
  changeWhatHasChanged,
  closeShop,
  createTimedOutSocket,
  createUselessSocket,
  fightOverItems,
  openModel,
  openRaw,
  openShop,
  prismaBundle,
  type PrismaModule,
  prismaModules,
  withShop,
} from '../world/prisma-shop.ts'
import {
  failOnce,
  failOnCut,
  failOnDeadlock,
  failOnEmptyPool,
  failOnFullServer,
  failOnSlowQuery,
  type SqlWorld,
} from '../world/sql-client.ts'

const KNOWN = 'prisma:PrismaClientKnownRequestError'
/** Version 6 has no code for what its adapter knows only by number. */
const NAMELESS = /^prisma:(?:PrismaClientKnownRequestError#P2039|DriverAdapterError)$/
const NOWHERE = `${'x'.repeat(64)}.invalid`

export const prismaProof = defineProof<PrismaModule, SqlWorld>({
  library: prisma,
  against: 'a real PostgreSQL 18, through the adapter for pg',
  modules: prismaModules,
  bundle: prismaBundle,
  open: openShop,
  close: closeShop,
  cases: [
    {
      name: 'holds back a raw query whose session was ended by the administrator',
      provoke: (module, { config }) =>
        withShop(module, config, (shop) => shop.$queryRawUnsafe('select * from trap')),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/connection-lost',
    },
    {
      name: 'holds back a query whose session was ended by the administrator',
      provoke: (module, { config }) => withShop(module, config, ({ trap }) => trap.findMany()),
      identity: NAMELESS,
      verdict: 'transient',
      rule: 'prisma/connection-lost',
    },
    {
      name: 'holds back a connection that was reset under a raw query',
      provoke: (module, world) => failOnCut(openRaw(module), world, 'reset'),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/connection-lost',
    },
    {
      name: 'holds back a connection that is reset as soon as it is there',
      async provoke(module, { config }) {
        const stub = await openTcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
        const error = await failOnce(openModel(module), { ...config, port: stub.port })
        await stub.close()
        return error
      },
      identity: `${KNOWN}#P1017`,
      verdict: 'transient',
      rule: 'prisma/connection-lost',
    },
    {
      name: 'holds back a connection that the system gave up',
      provoke: async (module, { config }) =>
        withShop(module, config, ({ item }) => item.findMany(), { stream: await createTimedOutSocket() }),
      identity: `${KNOWN}#P1008`,
      verdict: 'transient',
      rule: 'prisma/connection-lost',
    },
    {
      name: 'holds back a connection that was closed under a query, of which the adapter makes nothing',
      provoke: (module, world) => failOnCut(openRaw(module), world, 'close'),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-lost',
      // The driver's error has neither a code nor a class of its own.
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a server without TLS where TLS is asked for',
      provoke: (module, { config }) => withShop(module, config, ({ item }) => item.findMany(), { ssl: true }),
      identity: `${KNOWN}#P1011`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/connection-lost'],
    },
    {
      name: 'holds back a server that is not there',
      provoke: async (module, { config }) =>
        failOnce(openModel(module), { ...config, port: await findClosedPort() }),
      identity: `${KNOWN}#P1001`,
      verdict: 'transient',
      rule: 'prisma/unreachable',
      nearMissOf: ['prisma/host-not-found'],
    },
    {
      name: 'holds back a server that is not there for a raw query',
      provoke: async (module, { config }) =>
        failOnce(openRaw(module), { ...config, port: await findClosedPort() }),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/unreachable',
    },
    {
      name: 'holds back a server that is at none of its addresses, of which only the code is left',
      provoke: async (module, { config }) =>
        withShop(module, config, ({ item }) => item.findMany(), { stream: await createUselessSocket() }),
      identity: `${KNOWN}#ECONNREFUSED`,
      verdict: 'transient',
      rule: 'prisma/unreachable',
    },
    {
      name: 'keeps a host that does not exist, which has the same code',
      provoke: (module, { config }) => failOnce(openModel(module), { ...config, host: NOWHERE }),
      identity: `${KNOWN}#P1001`,
      verdict: 'bug',
      rule: 'prisma/host-not-found',
      nearMissOf: ['prisma/unreachable'],
    },
    {
      name: 'keeps a host that does not exist for a raw query',
      provoke: (module, { config }) => failOnce(openRaw(module), { ...config, host: NOWHERE }),
      identity: `${KNOWN}#P2010`,
      verdict: 'bug',
      rule: 'prisma/host-not-found',
      nearMissOf: ['prisma/unreachable'],
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, { config }) => failOnce(openModel(module), { ...config, password: 'wrong' }),
      identity: `${KNOWN}#P1000`,
      verdict: 'bug',
      rule: 'prisma/access',
      nearMissOf: ['prisma/unreachable'],
    },
    {
      name: 'keeps a database that does not exist',
      provoke: (module, { config }) => failOnce(openRaw(module), { ...config, database: 'nowhere' }),
      identity: `${KNOWN}#P2010`,
      verdict: 'bug',
      rule: 'prisma/access',
    },
    {
      name: 'keeps a table that the role may not read',
      provoke: (module, { config }) =>
        failOnce(openModel(module), { ...config, user: 'guest', password: 'guest' }),
      identity: NAMELESS,
      verdict: 'bug',
      rule: 'prisma/access',
    },
    {
      name: 'keeps a table that does not exist',
      provoke: (module, { config }) => withShop(module, config, ({ ghost }) => ghost.findMany()),
      identity: `${KNOWN}#P2021`,
      verdict: 'bug',
      rule: 'prisma/schema-mismatch',
      nearMissOf: ['prisma/access'],
    },
    {
      name: 'keeps a column that does not exist',
      provoke: (module, { config }) => withShop(module, config, ({ misfit }) => misfit.findMany()),
      identity: `${KNOWN}#P2022`,
      verdict: 'bug',
      rule: 'prisma/schema-mismatch',
    },
    {
      name: 'keeps a function that does not exist',
      provoke: (module, { config }) =>
        failOnce(openRaw(module), config, ({ query }) => query('select nothing()')),
      identity: `${KNOWN}#P2010`,
      verdict: 'bug',
      rule: 'prisma/schema-mismatch',
    },
    {
      name: 'keeps a query that is not SQL',
      provoke: (module, { config }) => failOnce(openRaw(module), config, ({ query }) => query('selct 1')),
      identity: `${KNOWN}#P2010`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/schema-mismatch', 'prisma/query-cancelled'],
    },
    {
      name: 'keeps a query that does not fit the schema',
      provoke: (module, { config }) =>
        withShop(module, config, ({ item }) => item.create({ data: { id: 'one' } })),
      identity: 'prisma:PrismaClientValidationError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a row that is there already, as nothing tells whether somebody expects it',
      provoke: (module, { config }) =>
        withShop(module, config, ({ item }) => item.create({ data: { id: 1, amount: 0, version: 1 } })),
      identity: `${KNOWN}#P2002`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/conflict'],
    },
    {
      name: 'keeps a reference to a row that is not there',
      provoke: (module, { config }) =>
        withShop(module, config, ({ note }) => note.create({ data: { id: 1, itemId: 99 } })),
      identity: `${KNOWN}#P2003`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/conflict'],
    },
    {
      name: 'expects a query that found nothing and was told to say so',
      provoke: (module, { config }) =>
        withShop(module, config, ({ item }) => item.findUniqueOrThrow({ where: { id: 99 } })),
      identity: `${KNOWN}#P2025`,
      verdict: 'expected',
      rule: 'prisma/not-found',
    },
    {
      name: 'keeps a change of a row that is not there',
      provoke: (module, { config }) =>
        withShop(module, config, ({ item }) => item.update({ where: { id: 99 }, data: { amount: 1 } })),
      identity: `${KNOWN}#P2025`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/not-found'],
    },
    {
      name: 'holds back a row that somebody else has locked',
      provoke: (module, { config }) =>
        failOnce(openRaw(module), config, ({ transaction }) =>
          transaction(async (query) => {
            await query('select * from item for update')
            await transaction((other) => other('select * from item for update nowait'))
          }),
        ),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/lock-timeout',
    },
    {
      name: 'holds back a deadlock',
      provoke: (module, { config }) => withShop(module, config, fightOverItems),
      identity: /^prisma:(?:PrismaClientKnownRequestError#P2034|DriverAdapterError)$/,
      verdict: 'transient',
      rule: 'prisma/conflict',
      nearMissOf: ['prisma/lock-timeout'],
    },
    {
      name: 'holds back a deadlock of raw queries',
      provoke: (module, world) => failOnDeadlock(openRaw(module), world),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/conflict',
    },
    {
      name: 'holds back a change of what somebody else has changed',
      provoke: (module, { config }) => withShop(module, config, changeWhatHasChanged),
      identity: `${KNOWN}#P2034`,
      verdict: 'transient',
      rule: 'prisma/conflict',
    },
    {
      name: 'keeps a query in a transaction that has failed already',
      provoke: (module, { config }) =>
        withShop(module, config, (shop) =>
          shop.$transaction(async ({ item }) => {
            await rejectionOf(item.create({ data: { id: 1, amount: 0, version: 1 } }))
            await item.findMany()
          }),
        ),
      identity: NAMELESS,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/conflict', 'prisma/query-cancelled'],
    },
    {
      name: 'holds back a statement that ran into its timeout',
      provoke: (module, { config }) =>
        withShop(module, config, ({ snail }) => snail.findMany(), { statement_timeout: 20 }),
      identity: NAMELESS,
      verdict: 'transient',
      rule: 'prisma/query-cancelled',
    },
    {
      name: 'holds back a raw statement that ran into its timeout',
      provoke: (module, world) => failOnSlowQuery(openRaw(module), world),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/query-cancelled',
    },
    {
      name: 'holds back a server without a free connection',
      provoke: (module, world) => failOnFullServer(openModel(module), world),
      identity: `${KNOWN}#P2037`,
      verdict: 'transient',
      rule: 'prisma/too-many-connections',
    },
    {
      name: 'holds back a server without a free connection for a raw query',
      provoke: (module, world) => failOnFullServer(openRaw(module), world),
      identity: `${KNOWN}#P2010`,
      verdict: 'transient',
      rule: 'prisma/too-many-connections',
      nearMissOf: ['prisma/unreachable'],
    },
    {
      name: 'holds back a server that does not answer in time, of which the adapter makes nothing',
      provoke: (module, { config, mute }) =>
        failOnce(openModel(module), { ...config, port: mute.port, patienceMs: 20 }),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a pool without a free connection, of which the adapter makes nothing',
      provoke: (module, { config }) => failOnEmptyPool(openModel(module), config),
      identity: 'pg:Error',
      verdict: 'transient',
      rule: 'pg/connection-timeout',
      inBundle: 'cannot tell',
      nearMissOf: ['prisma/no-free-transaction', 'prisma/too-many-connections'],
    },
    {
      name: 'holds back a pool without a free connection for a transaction',
      provoke: (module, { config }) =>
        withShop(module, { ...config, max: 1 }, async (shop) => {
          let late: Promise<unknown> | undefined
          await shop.$transaction(async (inside) => {
            await inside.item.findMany()
            late = rejectionOf(shop.$transaction(({ item }) => item.findMany(), { maxWait: 20 }))
            // Version 6 looks at the clock only when there is a connection.
            await inside.$queryRawUnsafe('select pg_sleep(0.05)::text')
          })
          throw await late
        }),
      identity: `${KNOWN}#P2028`,
      verdict: 'transient',
      rule: 'prisma/no-free-transaction',
    },
    {
      name: 'keeps a transaction that took too long',
      provoke: (module, { config }) =>
        withShop(module, config, (shop) =>
          shop.$transaction(
            async (inside) => {
              await inside.$queryRawUnsafe('select pg_sleep(0.05)::text')
              await inside.item.findMany()
            },
            { timeout: 20 },
          ),
        ),
      identity: `${KNOWN}#P2028`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/no-free-transaction', 'prisma/query-cancelled'],
    },
    {
      name: 'keeps a query in a transaction that is over',
      provoke: (module, { config }) =>
        withShop(module, config, async (shop) => {
          let late: (() => Promise<unknown>) | undefined
          await shop.$transaction(async ({ item }) => {
            late = () => item.findMany()
            await item.findMany()
          })
          await late?.()
        }),
      identity: `${KNOWN}#P2028`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/no-free-transaction'],
    },
    {
      name: 'keeps a client that was given no adapter',
      provoke: ({ PrismaClient }) => rejectionOf(() => new PrismaClient(undefined)),
      identity: /^prisma:PrismaClient(?:Initialization|ConstructorValidation)Error/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['prisma/unreachable'],
    },
  ],
})
