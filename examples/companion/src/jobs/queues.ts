import type PgBoss from 'pg-boss'
import type { ImageRequest } from '../image.js'
import { createLogger } from '../log.js'

/** What each queue carries. */
export interface Payloads {
  readonly memory: { readonly userId: string; readonly text: string }
  readonly voice: { readonly userId: string; readonly text: string }
  readonly image: ImageRequest
  readonly broadcast: { readonly text: string }
}

export type QueueName = keyof Payloads

const RETRY_LIMITS: Readonly<Record<QueueName, number>> = {
  memory: 4,
  voice: 3,
  image: 2,
  broadcast: 0,
}

export const QUEUE_NAMES = Object.keys(RETRY_LIMITS) as readonly QueueName[] // keys of the record above

export interface Queues {
  add<Name extends QueueName>(name: Name, payload: Payloads[Name]): Promise<void>
  /** Tells a worker at once that there is something to do. */
  onAdd(listener: (name: QueueName) => void): void
  /** From now on jobs are dropped: there is nobody left to keep them. */
  close(): void
}

const log = createLogger('jobs')

export function createQueues(boss: PgBoss): Queues {
  const listeners: ((name: QueueName) => void)[] = []
  let closed = false

  return {
    async add(name, payload) {
      if (closed) return log.warn({ queue: name }, 'job dropped')
      await boss.send(name, payload, { retryLimit: RETRY_LIMITS[name], retryDelay: 0 })
      for (const listener of listeners) listener(name)
    },
    onAdd(listener) {
      listeners.push(listener)
    },
    close() {
      closed = true
    },
  }
}
