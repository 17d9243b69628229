import { pgBoss } from '@sentry-presets/catalog'
import { BUNDLE, defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'
import { openPostgres } from '../world/postgres.ts'
import {
  bossError,
  createBoss,
  emittedError,
  lockedWorkerError,
  type PgBossLibrary,
  type PgBossWorld,
  startError,
} from './pg-boss-work.ts'

export const pgBossProof = defineProof<PgBossLibrary, PgBossWorld>({
  library: pgBoss,
  against: 'a real PostgreSQL 18',
  modules: {
    'pg-boss': () => import('pg-boss'),
    'pg-boss-11': async () => ({ PgBoss: (await import('pg-boss-11')).default }),
  },
  bundle: { entry: "export { PgBoss } from 'pg-boss'" },
  open: async () => ({ postgres: await openPostgres(), schemas: new Map() }),
  close: ({ postgres }) => postgres.close(),
  cases: [
    {
      name: 'holds back a worker whose connection was cut',
      provoke: (module, world) => lockedWorkerError(module, world, {}, ({ relay }) => relay.cut('close')),
      identity: 'pg:Object',
      verdict: 'transient',
      rule: 'pg-boss/connection-lost',
    },
    {
      name: 'holds back a worker whose connection was reset',
      provoke: (module, world) => lockedWorkerError(module, world, {}, ({ relay }) => relay.cut('reset')),
      identity: 'node:Object#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
      nearMissOf: ['pg-boss/connection-lost'],
    },
    {
      name: 'holds back a worker whose server ended its connection',
      provoke: (module, world) =>
        lockedWorkerError(module, world, {}, ({ other }) =>
          other.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
          ),
        ),
      identity: 'pg:error#57P01',
      verdict: 'transient',
      rule: 'pg/server-restart',
      nearMissOf: ['pg-boss/connection-lost'],
    },
    {
      name: 'holds back a worker for which no connection is free',
      provoke: async (module, world) =>
        lockedWorkerError(module, world, { max: 1, connectionTimeoutMillis: 400 }, ({ boss }) =>
          boss.work('parcels', async () => {}),
        ),
      identity: 'pg:Object',
      verdict: 'transient',
      rule: 'pg-boss/connection-timeout',
      nearMissOf: ['pg-boss/connection-lost'],
      // 11 says nothing of what it meets while it asks for jobs.
      only: ['pg-boss', BUNDLE],
    },
    {
      name: 'holds back a database that is away',
      provoke: async (module, world) => startError(module, world, { port: await findClosedPort() }),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a wrong password',
      provoke: (module, world) => startError(module, world, { password: 'wrong' }),
      identity: 'pg:DatabaseError#28P01',
      verdict: 'bug',
      rule: 'pg/authentication',
    },
    {
      name: 'keeps a database into which nobody has put its tables',
      provoke: (module, world) => startError(module, world, { schema: 'nothing', migrate: false }),
      identity: 'pg-boss:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg-boss/stopped-on-shutdown'],
    },
    {
      name: 'keeps a job for a queue that does not exist',
      provoke: (module, world) => bossError(module, world, (boss) => boss.send('nothing', {})),
      identity: /^pg-boss:Error/,
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a worker of a queue that does not exist',
      async provoke(module, world) {
        const boss = createBoss(module, world)
        await boss.start()
        const emitted = emittedError(boss)
        await boss.work('nothing', async () => {})
        const error = await emitted
        await boss.stop({ graceful: false })
        return error
      },
      identity: /^pg-boss:Object/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg-boss/connection-lost', 'pg-boss/connection-timeout'],
    },
    {
      name: 'keeps a worker of a boss that was never started',
      async provoke(module, world) {
        const boss = createBoss(module, world)
        const emitted = emittedError(boss)
        await boss.work('parcels', async () => {})
        const error = await emitted
        await boss.offWork('parcels')
        return error
      },
      identity: 'pg-boss:Object#ERR_ASSERTION',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg-boss/connection-lost', 'pg-boss/connection-timeout'],
    },
    {
      name: 'keeps a function where a job should be',
      provoke: (module, world) =>
        // The types forbid it; it is what the library warns of by name.
        bossError(module, world, (boss) => boss.send('parcels', (() => {}) as unknown as object)),
      identity: 'pg-boss:AssertionError#ERR_ASSERTION',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps a job that was sent after the end, and is lost',
      provoke: async (module, world) =>
        bossError(module, world, async (boss) => {
          await boss.stop({ graceful: false })
          await boss.send('parcels', {})
        }),
      phase: 'shutdown',
      identity: /^pg-boss:(?:AssertionError#ERR_ASSERTION|TypeError)$/,
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['pg-boss/stopped-on-shutdown'],
    },
    {
      name: 'keeps a worker that begins after the end',
      provoke: workAfterEnd,
      identity: 'pg-boss:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['pg-boss/stopped-on-shutdown'],
    },
    {
      name: 'holds back a worker that begins after the end because the process stops',
      provoke: workAfterEnd,
      phase: 'shutdown',
      identity: 'pg-boss:Error',
      verdict: 'control-flow',
      rule: 'pg-boss/stopped-on-shutdown',
      inBundle: 'cannot tell',
    },
  ],
})

async function workAfterEnd(module: PgBossLibrary, world: PgBossWorld): Promise<unknown> {
  const boss = createBoss(module, world)
  await boss.start()
  await boss.stop({ graceful: false })
  return rejectionOf(boss.work('parcels', async () => {}))
}
