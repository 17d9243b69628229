import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Case, CASES, JOB_CASES } from './nestjs/cases.ts'
import { type Played, startShop } from './nestjs/shop.ts'
import { findPort, HAS_REDIS, NO_REDIS, startRedis } from './redis.ts'
import { startApp } from './start-app.ts'

/** The example as it is, and copies of its sources built with other versions. */
const PAIRS = [
  { nest: 11, sdk: 10, cwd: '../../examples/nestjs' },
  { nest: 10, sdk: 10, cwd: '../nest-10/dist' },
  { nest: 10, sdk: 9, cwd: '../nest-10-sentry-9/dist' },
  { nest: 12, sdk: 11, cwd: '../nest-12/dist' },
]

describe.each(PAIRS)('what arrives from the shop on Nest $nest and SDK $sdk', ({ sdk, cwd }) => {
  let plain: Played
  let preset: Played

  beforeAll(async () => {
    ;[plain, preset] = await Promise.all([play(toPath(cwd), false), play(toPath(cwd), true)])
  })

  function compare({ title, sdk9, ...usual }: Case): void {
    const expected = sdk === 9 && sdk9 ? sdk9 : usual
    expect(plain.arrivals.get(title)).toEqual(expected.plain)
    expect(preset.arrivals.get(title)).toEqual(expected.preset)
  }

  it.each(CASES)('$title', compare)
  it.skipIf(!HAS_REDIS).each(JOB_CASES)(`$title${NO_REDIS}`, compare)

  it('what does not arrive is what the filter held back, and nothing else', () => {
    const quantity = count(plain) - count(preset)
    expect(plain.dropped).toEqual([])
    expect(preset.dropped).toEqual([{ reason: 'event_processor', category: 'error', quantity }])
  })
})

it('prints without a DSN what would have arrived, and why the rest does not', async () => {
  const port = await findPort()
  await using app = await startApp({
    cwd: toPath('../../examples/nestjs'),
    command: ['npm', 'start'],
    env: { SENTRY_DSN: '', PORT: '0', REDIS_URL: `redis://127.0.0.1:${port}`, NO_COLOR: '1' },
    ready: /^shop +(http:\S+)$/m,
  })
  await fetch(`${app.readiness[1]}/orders/404`)
  await expect.poll(app.output, { timeout: 5_000 }).toContain('held')
  await fetch(`${app.readiness[1]}/reports/bob`)
  await expect.poll(app.output, { timeout: 5_000 }).toContain('sent')
  await app.stop()
  await expect.poll(app.output, { timeout: 5_000 }).toContain('captured')
  expect(app.output().slice(app.output().indexOf('queue'))).toBe(
    `queue  none: no Redis answers on redis://127.0.0.1:${port}
held  nestjs:NotFoundException                nestjs/client-exception
sent  app:TypeError                           Reduce of empty array with no initial value

2 captured: 1 sent, 1 held back.

nestjs/client-exception
  The application refused a request and its client has been told so; thrown where nobody
  waits for an answer it is a bug.
    1 × nestjs:NotFoundException
`,
  )
})

async function play(cwd: string, hasPreset: boolean): Promise<Played> {
  await using redis = HAS_REDIS ? await startRedis() : undefined
  const redisUrl = redis?.url ?? `redis://127.0.0.1:${await findPort()}`
  await using shop = await startShop({ cwd, hasPreset, redisUrl })
  for (const { title, run } of [...CASES, ...(redis ? JOB_CASES : [])]) {
    await run(shop)
    await shop.endCase(title)
  }
  return await shop.stop()
}

function count({ arrivals }: Played): number {
  return [...arrivals.values()].flat().length
}

function toPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
