import { ConsoleLogger, type LoggerService, type LogLevel } from '@nestjs/common'
import { type Captured, createCapturedErrors, isError } from './captured-errors.js'
import { type LogRecord, readLogRecord, rebuildError } from './log-record.js'

/** What {@link createSentryLogger} uses of the app's SDK. */
export interface LoggerSdk {
  withScope(callback: (scope: LoggerScope) => void): void
  getClient(): unknown
}

interface LoggerScope {
  setLevel(level: 'fatal' | 'error'): unknown
  setTag(name: string, value: string): unknown
  setExtra(name: string, value: unknown): unknown
  captureException(error: unknown, hint: object): unknown
  captureMessage(message: string, level: undefined, hint: object): unknown
}

export interface SentryLoggerOptions {
  /** The app's own SDK: `sdk: Sentry`. */
  readonly sdk: LoggerSdk
  /** The logger that writes. @default a new ConsoleLogger */
  readonly logger?: LoggerService
}

/**
 * A logger for Nest that passes everything on to another one, and makes events of its `error` and `fatal` records:
 * an error is captured as itself, a stack as the error it was taken from, and a plain line as a message. The context
 * goes along as the tag `logger`, which `operationalLoggers` matches.
 *
 * @example
 * const app = await NestFactory.create(AppModule, { logger: createSentryLogger({ sdk: Sentry }) })
 */
export function createSentryLogger(options: SentryLoggerOptions): LoggerService {
  const { sdk, logger = new ConsoleLogger() } = options
  const captured = createCapturedErrors(() => sdk.getClient())

  function findCaptured({ given }: LogRecord): Captured | undefined {
    return given.map(captured.find).find((found) => found !== undefined)
  }

  function capture(level: 'fatal' | 'error', record: LogRecord, known: Captured | undefined): void {
    const { context = 'nestjs', text, stack } = record
    const isFramework = FRAMEWORK_CONTEXTS.has(context)
    const original = isError(known?.original) ? known.original : undefined
    // The framework logs what its filter or its scheduler has just had captured; only an error bears the SDK's mark.
    if (isFramework && known && (known.isLost || !original)) return
    const error = record.error ?? original ?? (stack === undefined ? undefined : rebuildError(stack))
    const hint = { mechanism: isFramework ? UNCAUGHT : LOGGED }
    sdk.withScope((scope) => {
      scope.setLevel(level)
      scope.setTag('logger', context)
      if (!error) return scope.captureMessage(text, undefined, hint)
      if (text !== error.message) scope.setExtra('log', text)
      return scope.captureException(error, hint)
    })
  }

  function report(level: 'fatal' | 'error', message: unknown, rest: readonly unknown[]): void {
    const record = readLogRecord(message, rest)
    const known = findCaptured(record)
    if (record.stack === undefined || known) return capture(level, record, known)
    // An error whose stack is logged is often captured only after it, when it is thrown on.
    setImmediate(() => quietly(() => capture(level, record, findCaptured(record))))
  }

  return {
    log: (message: unknown, ...rest: unknown[]) => void logger.log(message, ...rest),
    warn: (message: unknown, ...rest: unknown[]) => void logger.warn(message, ...rest),
    debug: (message: unknown, ...rest: unknown[]) => void logger.debug?.(message, ...rest),
    verbose: (message: unknown, ...rest: unknown[]) => void logger.verbose?.(message, ...rest),
    error(message: unknown, ...rest: unknown[]) {
      quietly(() => report('error', message, rest))
      logger.error(message, ...rest)
    },
    fatal(message: unknown, ...rest: unknown[]) {
      quietly(() => report('fatal', message, rest))
      if (logger.fatal) logger.fatal(message, ...rest)
      else logger.error(message, ...rest)
    },
    setLogLevels: (levels: LogLevel[]) => logger.setLogLevels?.(levels),
  }
}

/** A record that cannot be read must not fail in the line that logs it. */
function quietly(action: () => void): void {
  try {
    action()
  } catch {
    // Whatever went wrong, the line itself is written.
  }
}

const LOGGED = { type: 'auto.log.nestjs', handled: true }
const UNCAUGHT = { type: 'auto.function.nestjs.logger', handled: false }

/** The contexts under which Nest logs what nobody has caught. */
const FRAMEWORK_CONTEXTS: ReadonlySet<string> = new Set([
  'ExceptionHandler',
  'ExceptionsHandler',
  'RpcExceptionsHandler',
  'WsExceptionsHandler',
  'Scheduler',
  'Event',
])
