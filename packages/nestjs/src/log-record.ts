import { isError } from './captured-errors.js'

/** What one call of a Nest logger says. */
export interface LogRecord {
  /** Nest's name for the logger: `new Logger('PaymentsService')`. */
  readonly context: string | undefined
  readonly text: string
  /** What was logged in the place of a text. */
  readonly message: unknown
  /** The error that the call carries. */
  readonly error: Error | undefined
  /** The stack that the call carries, where it carries no error. */
  readonly stack: string | undefined
}

/** Reads `error(message, stackOrError?, context?)` as Nest's own logger does: what stands last is the context. */
export function readLogRecord(message: unknown, rest: readonly unknown[]): LogRecord {
  const last = rest.at(-1)
  const context = typeof last === 'string' && !isStack(last) ? last : undefined
  const carried = context === undefined ? rest : rest.slice(0, -1)
  const given = [message, ...carried]
  const error = given.find(isError) ?? given.map(findInside).find(isError)
  const stack = error ? undefined : [...carried, message].find(isStack)
  return { context, text: readText(message), message, error, stack }
}

function isStack(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n    at ')
}

/** `error({ err, orderId })` carries the error as a field. */
function findInside(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.values(value).find(isError) : undefined
}

function readText(message: unknown): string {
  if (typeof message === 'string') return message
  if (isError(message)) return message.message
  if (typeof message !== 'object' || message === null) return String(message)
  return 'message' in message && typeof message.message === 'string'
    ? message.message
    : JSON.stringify(message)
}

/**
 * Makes an error of its stack. The lines above the first frame are `Name: message`, or `Name [CODE]: message` for an
 * error of Node's.
 */
export function rebuildError(stack: string): Error {
  const head = stack.slice(0, stack.indexOf('\n    at '))
  const [, name, code, message = head] = HEAD.exec(head) ?? []
  const error = new Error(message)
  return Object.assign(error, { stack, ...(name && { name }), ...(code && { code }) })
}

const HEAD = /^([\w$]{1,64})(?: \[(\w{1,64})\])?(?:: |$)([\s\S]*)$/
