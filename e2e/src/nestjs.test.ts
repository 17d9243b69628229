import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Case, CASES, JOB_CASES } from './nestjs/cases.ts'
import { readCommands, type ReadmeCommand } from './nestjs/readme-commands.ts'
import { type Played, startShop } from './nestjs/shop.ts'
import { findPort, HAS_REDIS, NO_REDIS, startRedis } from '@sentry-presets/conformance/redis'
import { startApp } from './start-app.ts'

const EXAMPLE = toPath('../../examples/nestjs')

/** The example as it is, and copies of its sources built with other versions. */
const PAIRS = [
  { nest: 11, sdk: 10, cwd: EXAMPLE },
  { nest: 10, sdk: 10, cwd: toPath('../nest-10/dist') },
  { nest: 10, sdk: 9, cwd: toPath('../nest-10-sentry-9/dist') },
  { nest: 12, sdk: 11, cwd: toPath('../nest-12/dist') },
]

describe.each(PAIRS)('what arrives from the shop on Nest $nest and SDK $sdk', ({ cwd }) => {
  let plain: Played
  let preset: Played

  beforeAll(async () => {
    ;[plain, preset] = await Promise.all([play(cwd, false), play(cwd, true)])
  })

  function compare({ title, ...expected }: Case): void {
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
    cwd: EXAMPLE,
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

it.skipIf(!HAS_REDIS)(`what the README of the shop says of its commands is true${NO_REDIS}`, async () => {
  await using redis = await startRedis()
  await using app = await startApp({
    cwd: EXAMPLE,
    command: ['node', '--import', './dist/instrument.js', 'dist/main.js'],
    env: { SENTRY_DSN: '', PORT: '0', REDIS_URL: redis.url, NO_COLOR: '1' },
    ready: /^shop +(http:\S+)$/m,
  })

  async function type({ what, path, init, status }: ReadmeCommand, effect: RegExp): Promise<void> {
    const before = app.output().length
    const answer = async (): Promise<number> => (await fetch(app.readiness[1] + path, init)).status
    await expect.poll(answer, { message: what, timeout: 5_000 }).toBe(status)
    await expect.poll(() => app.output().slice(before), { message: what, timeout: 5_000 }).toMatch(effect)
  }

  for (const command of readCommands('Noise.')) await type(command, /^held/m)
  expect(app.output()).not.toMatch(/^sent/m)
  const bugs = readCommands('Bugs,')
  for (const command of bugs) await type(command, /^sent/m)
  // The last one is a job that fails in both of its attempts.
  await expect.poll(() => app.output().match(/^sent/gm), { timeout: 5_000 }).toHaveLength(bugs.length + 1)
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
