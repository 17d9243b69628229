import { inspect } from 'node:util'
import { isError } from './captured-errors.js'

/** What one call of a Nest logger says. */
export interface LogRecord {
  /** Nest's name for the logger: `new Logger('PaymentsService')`. */
  readonly context: string | undefined
  readonly text: string
  /** The error that the call carries. */
  readonly error: Error | undefined
  /** The stack that the call carries, where it carries no error. */
  readonly stack: string | undefined
  /** The message and everything else, as it was given, without the context. */
  readonly given: readonly unknown[]
}

/** Reads `error(message, stackOrError?, context?)` as Nest's own logger does: what stands last is the context. */
export function readLogRecord(message: unknown, rest: readonly unknown[]): LogRecord {
  const last = rest.at(-1)
  const context = typeof last === 'string' && !isStackOrHead(last) ? last : undefined
  const carried = context === undefined ? rest : rest.slice(0, -1)
  const given = [message, ...carried]
  const error = given.find(isError) ?? given.map(findInside).find(isError)
  const stack = carried.findLast(isStackOrHead) ?? (isStack(message) ? message : undefined)
  return { context, text: readText(message), error, stack: error ? undefined : stack, given }
}

function isStack(value: unknown): value is string {
  return typeof value === 'string' && value.includes(FRAME)
}

/** What Node makes outside any JavaScript call has a stack without frames: `TypeError: fetch failed`. */
function isStackOrHead(value: unknown): value is string {
  return isStack(value) || (typeof value === 'string' && ERROR_HEAD.test(value))
}

const FRAME = '\n    at '
const ERROR_HEAD = /^[\w$]{0,64}(?:Error|Exception)(?: \[\w{1,64}\])?: /

/** `error({ err, orderId })` carries the error as a field. */
function findInside(value: unknown): unknown {
  try {
    return typeof value === 'object' && value !== null ? Object.values(value).find(isError) : undefined
  } catch {
    // A getter that throws hides its error from everybody.
    return undefined
  }
}

function readText(message: unknown): string {
  if (typeof message === 'string') return message
  if (typeof message === 'object' && message !== null && 'message' in message) return String(message.message)
  return inspect(message, { depth: 4, breakLength: Number.POSITIVE_INFINITY })
}

/**
 * Makes an error of its stack. The lines above the first frame are `Name: message`, or `Name [CODE]: message` for an
 * error of Node's.
 */
export function rebuildError(stack: string): Error {
  const [head = ''] = stack.split(FRAME, 1)
  const [, name, code, message = head] = HEAD.exec(head) ?? []
  const error = new Error(message)
  return Object.assign(error, { stack, ...(name && { name }), ...(code && { code }) })
}

const HEAD = /^([\w$]{1,64})(?: \[(\w{1,64})\])?(?:: |$)([\s\S]*)$/
