import type { Billing } from '../billing/billing.js'
import type { Llm } from '../llm.js'
import { createLogger } from '../log.js'
import type { Reports } from '../reports.js'
import type { Task } from './scheduler.js'

interface TasksOptions {
  readonly billing: Billing
  readonly llm: Llm
  readonly reports: Reports
}

const log = createLogger('core.health')
const MEBIBYTE = 1024 * 1024
const HEAP_LIMIT = 40 * MEBIBYTE

export function createTasks({ billing, llm, reports }: TasksOptions): readonly Task[] {
  return [
    { name: 'heartbeat', everyMinutes: 5, run: heartbeat },
    { name: 'warm-up', everyMinutes: 15, run: () => warmUp(llm) },
    { name: 'usage', everyMinutes: 6 * 60, run: () => usage(reports) },
    { name: 'reconcile', everyMinutes: 12 * 60, run: () => billing.reconcile() },
  ]
}

async function heartbeat(): Promise<void> {
  const { heapUsed } = process.memoryUsage()
  if (heapUsed > HEAP_LIMIT) log.error(`heap above its soft limit: ${Math.round(heapUsed / MEBIBYTE)} MiB`)
}

/** Keeps the provider's cache warm. */
async function warmUp(llm: Llm): Promise<void> {
  try {
    await llm.embed('good morning')
  } catch (err) {
    log.error({ err }, 'warm-up failed')
  }
}

async function usage(reports: Reports): Promise<void> {
  log.info({ messages: await reports.usage() }, 'usage')
}
