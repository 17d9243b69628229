import { attempt } from '@sentry-presets/node'
import { captureException } from '@sentry/nestjs'
import type { CapturedErrors } from './captured-errors.js'

/** What is read of a BullMQ job. */
interface Job {
  readonly attemptsMade?: number
  readonly opts?: { readonly attempts?: number }
  /** Set by `job.discard()`. */
  readonly discarded?: boolean
}

type Process = (this: unknown, job: Job | undefined, ...rest: unknown[]) => unknown

/**
 * Runs each job of a `@Processor()` class as the attempt that it is, and captures its failure where the SDK does not
 * (before 10.44, or without its instrumentation); other classes stay as they are.
 */
export function tellAttempts(metatype: unknown, captured: CapturedErrors): void {
  const prototype = readProcessor(metatype)
  const process = prototype?.process
  if (!prototype || !process || TOLD in process) return
  async function told(this: unknown, job: Job | undefined, ...rest: unknown[]): Promise<unknown> {
    const current = readAttempt(job)
    try {
      return await attempt(current, () => process?.call(this, job, ...rest))
    } catch (error) {
      if (!captured.find(error)) attempt(current, () => captureException(error, HINT))
      // What was held back for the sake of a next attempt is judged again, as nobody will make one.
      if (current.number < current.of && isGivenUp(job, error)) captureException(error, HINT)
      throw error
    }
  }
  prototype.process = Object.assign(told, { [TOLD]: true })
}

/** Two applications in one process may share a class. */
const TOLD = Symbol.for('sentry-presets.nestjs.attempt')

/** The SDK's own name for such a capture. */
const HINT = { mechanism: { type: 'auto.queue.nestjs.bullmq', handled: false } }

/** Where `@nestjs/bullmq` notes the queue of a class. */
const PROCESSOR_METADATA = 'bullmq:processor_metadata'

function readProcessor(metatype: unknown): { process?: Process } | undefined {
  if (typeof metatype !== 'function' || !Reflect.hasMetadata(PROCESSOR_METADATA, metatype)) return undefined
  const { process } = metatype.prototype
  return typeof process === 'function' ? metatype.prototype : undefined
}

/** BullMQ counts an attempt once it is over, and tries once where it is not told otherwise. */
function readAttempt(job: Job | undefined): { number: number; of: number } {
  return { number: toCount(job?.attemptsMade) + 1, of: Math.max(1, toCount(job?.opts?.attempts)) }
}

function toCount(value: number | undefined): number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : 0
}

/** Whether BullMQ will not try again, whatever the attempts say. */
function isGivenUp(job: Job | undefined, error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (job?.discarded === true || error.name === UNRECOVERABLE) return true
  for (
    let type: unknown = error.constructor;
    typeof type === 'function';
    type = Object.getPrototypeOf(type)
  ) {
    if ('name' in type && type.name === UNRECOVERABLE) return true
  }
  return false
}

const UNRECOVERABLE = 'UnrecoverableError'
