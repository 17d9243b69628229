import type { LogReader } from './read-facts.js'
import { isObject, readProperty, readString } from './safe-read.js'
import type { SentryEvent } from '../sentry/sentry-shapes.js'

/** @param binding the record's field that holds the logger's name, beside Pino's own `name` */
export function createLogReader(binding: string): LogReader {
  return { isRecord: isLogRecord, hidesError, readLogger: (event) => readLogger(event, binding) }
}

/**
 * The logger of a record, under its own name where it has one. The Pino integration puts a record's bindings into
 * the `pino` context (SDK 10.58 and later) before any integration sees the event, and `event.logger` after all of
 * them; console capture likewise with `extra.arguments`. Other loggers say their name in `event.logger` or in a tag
 * `logger`.
 *
 * @returns undefined for an event that no logger made, or whose logger is not on it yet
 */
function readLogger(event: SentryEvent, binding: string): string | undefined {
  const record = event.contexts?.pino
  if (record !== undefined) return readString(record, binding) ?? readString(record, 'name') ?? 'pino'
  return readString(event.tags, 'logger') ?? (isLogRecord(event) ? (event.logger ?? 'console') : undefined)
}

/**
 * Whether a record tells of an error that the SDK did not take for one: Pino looks only under `err`, and a stack
 * pasted into the text is text.
 */
function hidesError(event: SentryEvent): boolean {
  const record = event.contexts?.pino
  if (record !== undefined && ERROR_KEYS.some((key) => isObject(readProperty(record, key)))) return true
  return /\n\s{1,8}at /.test(event.message ?? '')
}

const ERROR_KEYS = ['error', 'err', 'exception', 'cause', 'reason', 'e', 'ex']

/** Whether a logger made the event. A tag alone does not say so: it may stand on the scope of a whole module. */
function isLogRecord(event: SentryEvent): boolean {
  if (event.contexts?.pino !== undefined || (event.logger !== undefined && event.logger !== '')) return true
  return Array.isArray(readProperty(event.extra, 'arguments'))
}
