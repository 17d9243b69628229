import type { Writable } from 'node:stream'
import { isNativeError } from 'node:util/types'

/** What {@link createWinstonTransport} uses of the app's SDK. */
export interface WinstonSdk {
  withScope(callback: (scope: WinstonScope) => void): void
}

interface WinstonScope {
  setLevel(level: 'fatal' | 'error' | 'warning' | 'info' | 'debug'): unknown
  setTag(name: string, value: string): unknown
  captureException(error: unknown, hint: object): unknown
  captureMessage(message: string, level: undefined, hint: object): unknown
}

export interface WinstonTransportOptions {
  /** The app's own SDK: `sdk: Sentry`. */
  readonly sdk: WinstonSdk
  /** The winston levels whose records become events. @default error and what syslog has above it */
  readonly levels?: readonly string[]
  /** The field of a record that names its logger. @default 'label', as `winston.format.label` writes it */
  readonly label?: string
}

/** A transport for winston 3: `winston.createLogger({ transports: [transport] })`. */
export type WinstonTransport = Writable & { readonly log: (record: unknown, done: () => void) => void }

const LEVELS = ['error', 'crit', 'alert', 'emerg', 'fatal']

/**
 * Makes events of winston's error records, which the SDK by itself does not: its own transport writes only logs. An
 * Error that a record carries is captured as the exception, anything else as a message, and the logger's name goes
 * along as the tag `logger`, which `operationalLoggers` matches.
 *
 * Records that winston makes of uncaught exceptions and rejections are left to the SDK, which captures those itself.
 *
 * @example
 * const logger = winston.createLogger({
 *   format: winston.format.label({ label: 'core.llm' }),
 *   transports: [new winston.transports.Console(), createWinstonTransport({ sdk: Sentry })],
 * })
 */
export function createWinstonTransport(options: WinstonTransportOptions): WinstonTransport {
  const { sdk, levels = LEVELS, label = 'label' } = options

  function write(record: unknown): void {
    if (typeof record !== 'object' || record === null || isUncaught(record)) return
    const level = readText(record, LEVEL) ?? readText(record, 'level') ?? ''
    if (!levels.includes(level)) return
    sdk.withScope((scope) => {
      scope.setLevel(SENTRY_LEVELS[level] ?? 'error')
      scope.setTag('logger', readText(record, label) ?? 'winston')
      const message = readText(record, 'message') ?? ''
      const error = findError(record) ?? rebuildError(record)
      if (error) scope.captureException(error, { mechanism: MECHANISM })
      else scope.captureMessage(message, undefined, { mechanism: MECHANISM })
    })
  }

  function log(record: unknown, done: () => void): void {
    try {
      write(record)
    } catch {
      // A record that cannot be read must not fail in the line that logs it.
    }
    done()
  }

  // Loaded only here, since it takes a while, and most applications do without winston.
  const { Writable: Stream } = process.getBuiltinModule('node:stream')
  const stream = new Stream({ objectMode: true, write: (record, _encoding, done) => log(record, done) })
  // winston takes a transport for one of its first version unless it has a `log` of at most two parameters.
  return Object.assign(stream, { log })
}

/** winston keeps the plain level and the arguments of a call under these, whatever its formats do to the record. */
const LEVEL = Symbol.for('level')
const SPLAT = Symbol.for('splat')
const MECHANISM = { type: 'auto.log.winston', handled: true }

const SENTRY_LEVELS: Readonly<Record<string, 'fatal' | 'error' | 'warning' | 'info' | 'debug'>> = {
  emerg: 'fatal',
  alert: 'fatal',
  crit: 'fatal',
  fatal: 'fatal',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  notice: 'info',
  info: 'info',
  http: 'info',
  verbose: 'debug',
  debug: 'debug',
  silly: 'debug',
}

function isUncaught(record: object): boolean {
  return read(record, 'exception') === true || read(record, 'rejection') === true
}

/** `error(err)` writes the error itself, `error(text, err)` keeps it among the arguments, `{ err }` as a field. */
function findError(record: object): Error | undefined {
  if (isError(record)) return record
  const splat = read(record, SPLAT)
  const carried = [read(record, 'message'), ...(Array.isArray(splat) ? splat : []), ...Object.values(record)]
  return carried.find(isError)
}

function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value)
}

/** `winston.format.errors` replaces an error by its texts; the first line of its stack still has the name. */
function rebuildError(record: object): Error | undefined {
  const stack = readText(record, 'stack')
  if (stack === undefined) return undefined
  const error = new Error(readText(record, 'message'))
  const [, name] = /^([\w$]{1,64})(?=:|\n|$)/.exec(stack) ?? []
  return Object.assign(error, { stack, ...(name !== undefined && { name }), ...copyCause(record) })
}

function copyCause(record: object): { cause?: unknown } {
  const cause = read(record, 'cause')
  return cause === undefined ? {} : { cause }
}

function readText(record: object, key: string | symbol): string | undefined {
  const value = read(record, key)
  return typeof value === 'string' ? value : undefined
}

function read(record: object, key: string | symbol): unknown {
  // Any object may be indexed; what is there is checked before it is used.
  return (record as Record<string | symbol, unknown>)[key]
}
