import { nodePreset } from '@sentry-presets/node'
import * as Sentry from '@sentry/node'
import { atDepth, createRateLimit } from './errors.ts'
import { lateFilter } from './measure-dropped.ts'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'
import { createSdkClient, SDK_OPTIONS } from './sdk-client.ts'
import { summarize } from './statistics.ts'

const CAPTURES = 200
const EVERY = 10
const REAL = CAPTURES / EVERY
const ROUNDS = 5

export async function measureBurst(progress: Progress): Promise<Section> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    progress(`round ${round + 1} of ${ROUNDS}`)
    ours.push(await countArrivals(nodePreset(SDK_OPTIONS, { sdk: Sentry })))
    theirs.push(await countArrivals({ ...SDK_OPTIONS, beforeSend: lateFilter() }))
  }
  return {
    title: `A burst: ${CAPTURES} captures in one tick, ${REAL} of them real`,
    columns: ['preset', 'beforeSend only'],
    rows: [
      {
        name: 'real events that arrive',
        ours: { ...summarize(ours), unit: 'events' },
        other: { ...summarize(theirs), unit: 'events' },
        target: { text: `${REAL} of ${REAL}, always`, isMet: ours.every((arrived) => arrived === REAL) },
      },
    ],
  }
}

async function countArrivals(options: Sentry.NodeOptions): Promise<number> {
  const arrived = new Set<string>()
  const sdk = createSdkClient(options, (body) => {
    const name = /real bug \d+/.exec(body)?.[0]
    if (name !== undefined) arrived.add(name)
  })
  sdk.use()
  for (let index = 0; index < CAPTURES; index++) Sentry.captureException(createError(index))
  await sdk.client.flush(10_000)
  return arrived.size
}

function createError(index: number): Error {
  return atDepth(30, () => (index % EVERY === 0 ? new Error(`real bug ${index}`) : createRateLimit()))
}
