import type * as PgBossModule from 'pg-boss'
import pg from 'pg'
import { rejectionOf } from '../proof/proof.ts'
import { openRelay, type Relay } from '../world/loopback.ts'
import type { Postgres } from '../world/postgres.ts'

export type PgBossLibrary = Pick<typeof PgBossModule, 'PgBoss'>

type Boss = PgBossModule.PgBoss

export interface PgBossWorld {
  readonly postgres: Postgres
  /** Where the tables of each version are. */
  readonly schemas: Map<PgBossLibrary['PgBoss'], string>
}

/** With more connections than there are, some of it would wait for the others. */
const SMALL = { max: 2, supervise: false, schedule: false }

export function createBoss(
  { PgBoss }: PgBossLibrary,
  { postgres, schemas }: PgBossWorld,
  options: PgBossModule.ConstructorOptions = {},
): Boss {
  const schema = schemas.get(PgBoss) ?? `boss_${schemas.size}`
  schemas.set(PgBoss, schema)
  return new PgBoss({ ...(postgres.config as object), schema, ...SMALL, ...options }).on('error', () => {})
}

/** What the work with a boss is rejected with, who has been started and knows the queue `parcels`. */
export async function bossError(
  module: PgBossLibrary,
  world: PgBossWorld,
  work: (boss: Boss) => Promise<unknown>,
): Promise<unknown> {
  const boss = await startBoss(module, world)
  const error = await rejectionOf(work(boss))
  await stop(boss)
  return error
}

/** What starting is rejected with. */
export async function startError(
  module: PgBossLibrary,
  world: PgBossWorld,
  options: PgBossModule.ConstructorOptions,
): Promise<unknown> {
  const boss = createBoss(module, world, options)
  const error = await rejectionOf(boss.start())
  await boss.stop({ graceful: false }).catch(() => {})
  return error
}

/** What a boss emits as an error whose worker may not say that a job failed, since the table of jobs is locked. */
export async function lockedWorkerError(
  module: PgBossLibrary,
  world: PgBossWorld,
  options: PgBossModule.ConstructorOptions,
  disturb: (world: { relay: Relay; other: pg.Client; boss: Boss }) => unknown,
): Promise<unknown> {
  const relay = await openRelay(world.postgres.config.port)
  const boss = await startBoss(module, world, { ...options, port: relay.port })
  const other = new pg.Client(world.postgres.config)
  await other.connect()
  const emitted = emittedError(boss)
  await boss.send('parcels', {}, { retryLimit: 0 })
  await boss.work('parcels', async () => {
    await other.query(`BEGIN; LOCK TABLE ${world.schemas.get(module.PgBoss)}.job`)
    throw new Error('the parcel is lost')
  })
  await waitForLock(other)
  await disturb({ relay, other, boss })
  const error = await emitted
  await other.end()
  await stop(boss)
  await relay.close()
  return error
}

/** The first error that a worker meets; the pool's own are emitted beside it. */
export function emittedError(boss: Boss): Promise<unknown> {
  return new Promise((resolve) => {
    boss.on('error', (error) => {
      if ('worker' in error) resolve(error)
    })
  })
}

async function startBoss(
  module: PgBossLibrary,
  world: PgBossWorld,
  options?: PgBossModule.ConstructorOptions,
): Promise<Boss> {
  const boss = createBoss(module, world, options)
  await boss.start()
  await boss.createQueue('parcels')
  return boss
}

async function stop(boss: Boss): Promise<void> {
  await boss.stop({ graceful: false })
}

/** Waits until somebody waits for the table. */
async function waitForLock(other: pg.Client): Promise<void> {
  const question = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
  while ((await other.query(question)).rowCount === 0);
}
