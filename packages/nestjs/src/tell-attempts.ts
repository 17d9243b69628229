import { attempt } from '@sentry-presets/node'

/** What is read of a BullMQ job. */
interface Job {
  readonly attemptsMade?: number
  readonly opts?: { readonly attempts?: number }
}

type Process = (this: unknown, job: Job | undefined, ...rest: unknown[]) => unknown

/** Runs each job of a `@Processor()` class as the attempt that it is; other classes stay as they are. */
export function tellAttempts(metatype: unknown): void {
  const prototype = readProcessor(metatype)
  const process = prototype?.process
  if (!prototype || !process || TOLD in process) return
  const told: Process = function (job, ...rest) {
    return attempt(readAttempt(job), () => process.call(this, job, ...rest))
  }
  prototype.process = Object.assign(told, { [TOLD]: true })
}

/** Two applications in one process may share a class. */
const TOLD = Symbol.for('sentry-presets.nestjs.attempt')

/** Where `@nestjs/bullmq` notes the queue of a class. */
const PROCESSOR_METADATA = 'bullmq:processor_metadata'

function readProcessor(metatype: unknown): { process?: Process } | undefined {
  if (typeof metatype !== 'function' || !Reflect.hasMetadata(PROCESSOR_METADATA, metatype)) return undefined
  const { process } = metatype.prototype
  return typeof process === 'function' ? metatype.prototype : undefined
}

/** BullMQ counts an attempt once it is over, and tries once where it is not told otherwise. */
function readAttempt(job: Job | undefined): { number: number; of: number } {
  return { number: toCount(job?.attemptsMade ?? 0) + 1, of: Math.max(1, toCount(job?.opts?.attempts ?? 1)) }
}

function toCount(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0
}
