import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { CASES, JOB_CASES } from './nestjs/cases.ts'
import { startShop } from './nestjs/shop.ts'
import { findPort, HAS_REDIS, NO_REDIS, startRedis } from './redis.ts'

/** The example as it is, and copies of its sources built with other versions. */
const PAIRS = [
  { title: 'Nest 11 and SDK 10', cwd: '../../examples/nestjs' },
  { title: 'Nest 10 and SDK 10', cwd: '../nest-10/dist' },
  { title: 'Nest 10 and SDK 9', cwd: '../nest-10-sentry-9/dist' },
  { title: 'Nest 12 and SDK 11', cwd: '../nest-12/dist' },
]

describe.each(PAIRS)('the shop on $title', ({ cwd }) => {
  const folder = fileURLToPath(new URL(cwd, import.meta.url))
  let plain: Arrivals
  let preset: Arrivals

  beforeAll(async () => {
    ;[plain, preset] = await Promise.all([play(folder, false), play(folder, true)])
  })

  it.each(CASES)('without the preset: $title', ({ title, plain: expected }) => {
    expect(plain.get(title)).toEqual(expected)
  })
  it.each(CASES)('with the preset: $title', ({ title, preset: expected }) => {
    expect(preset.get(title)).toEqual(expected)
  })
  it.skipIf(!HAS_REDIS).each(JOB_CASES)(
    `without the preset${NO_REDIS}: $title`,
    ({ title, plain: expected }) => {
      expect(plain.get(title)).toEqual(expected)
    },
  )
  it.skipIf(!HAS_REDIS).each(JOB_CASES)(
    `with the preset${NO_REDIS}: $title`,
    ({ title, preset: expected }) => {
      expect(preset.get(title)).toEqual(expected)
    },
  )
})

type Arrivals = ReadonlyMap<string, readonly string[]>

async function play(cwd: string, hasPreset: boolean): Promise<Arrivals> {
  await using redis = HAS_REDIS ? await startRedis() : undefined
  await using shop = await startShop({ cwd, hasPreset, redisUrl: redis?.url ?? (await nowhere()) })
  const arrivals = new Map<string, string[]>()
  for (const { title, run } of [...CASES, ...(redis ? JOB_CASES : [])]) {
    arrivals.set(title, await shop.arrivals(async () => void (await run(shop))))
  }
  return arrivals
}

async function nowhere(): Promise<string> {
  return `redis://127.0.0.1:${await findPort()}`
}
