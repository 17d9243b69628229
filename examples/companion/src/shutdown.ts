import { setTimeout as delay } from 'node:timers/promises'
import { createLogger } from './log.js'

type Step = () => Promise<void>

interface Stages {
  readonly takeNoMore: readonly Step[]
  readonly finish: readonly Step[]
  readonly save: readonly Step[]
  readonly letGo: readonly Step[]
}

const log = createLogger('app')

/** Runs one stage after the other. What has not finished within the grace period is left behind. */
export async function stopInOrder(graceMs: number, stages: Stages): Promise<void> {
  const grace = delay(graceMs, undefined, { ref: false })
  await Promise.race([runAll(stages.takeNoMore), grace])
  await Promise.race([runAll(stages.finish), grace])
  await runAll(stages.save)
  await runAll(stages.letGo)
}

async function runAll(steps: readonly Step[]): Promise<void> {
  await Promise.all(steps.map(runStep))
}

async function runStep(step: Step): Promise<void> {
  try {
    await step()
  } catch (err) {
    log.error({ err }, 'shutdown step failed')
  }
}
