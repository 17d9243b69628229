import type { ErrorFacts } from './error-facts.js'
import type { Facts, Origin } from './facts.js'
import { type ErrorBook, LiveError } from './live-error.js'
import { readMechanism } from './read-mechanism.js'
import { isObject } from './safe-read.js'
import type { SentryEvent, SentryHint, SentryMechanism } from '../sentry/sentry-shapes.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

/** What facts are read with: the same for every event of one filter. What is left out reads as absent. */
export interface FactSources {
  readonly book: ErrorBook
  /** What was true at the capture. */
  readonly readMoment: (event: SentryEvent, hint: SentryHint | undefined) => Moment
  /** The error of an event that comes without its object. */
  readonly readShown: (event: SentryEvent) => ErrorFacts | undefined
  readonly logs?: LogReader
  readonly readRequest?: (event: SentryEvent) => Facts['request']
  /** Where captures of this mechanism happen, if its name tells. */
  readonly readOrigin?: (mechanism: string) => Origin | undefined
}

/** Reads what loggers leave on an event. */
export interface LogReader {
  isRecord(event: SentryEvent): boolean
  readLogger(event: SentryEvent): string | undefined
  hidesError(event: SentryEvent): boolean
}

/** Facts that are true only at the moment of the capture, so they cannot wait. */
export type Moment = Pick<Facts, 'attempt' | 'phase' | 'conditions'>

/**
 * The facts of one event. Without a hint (an exported event) they are read from the event alone and the error says
 * `isLive: false`.
 *
 * @param moment what was true when the event was captured, where that has been read before
 */
export function readFacts(
  event: SentryEvent,
  hint: SentryHint | undefined,
  sources: FactSources,
  moment: Moment = sources.readMoment(event, hint),
): Facts {
  return new EventFacts(event, hint, sources, moment)
}

/** Reads each fact when it is asked for: most events are decided by the error alone. */
class EventFacts implements Facts {
  readonly attempt: Facts['attempt']
  readonly phase: Facts['phase']
  readonly conditions: readonly string[]
  readonly #event: SentryEvent
  readonly #hint: SentryHint | undefined
  readonly #sources: FactSources
  #error: ErrorFacts | undefined
  #mechanism: SentryMechanism | undefined

  constructor(event: SentryEvent, hint: SentryHint | undefined, sources: FactSources, moment: Moment) {
    this.#event = event
    this.#hint = hint
    this.#sources = sources
    this.attempt = moment.attempt
    this.phase = moment.phase
    this.conditions = moment.conditions
  }

  get error(): ErrorFacts | undefined {
    this.#error ??= readError(this.#event, this.#hint, this.#sources)
    return this.#error
  }

  /** An unknown mechanism counts as a boundary when nobody handled the error, since there the most is sent. */
  get origin(): Origin {
    const { logs, readOrigin } = this.#sources
    if (this.#hint?.mechanism === undefined && logs?.isRecord(this.#event)) return 'log'
    const { type = 'generic', handled } = this.#readMechanism() ?? {}
    return readOrigin?.(type) ?? (handled === false ? 'boundary' : 'app')
  }

  get mechanism(): string | undefined {
    return this.#readMechanism()?.type
  }

  get logger(): string | undefined {
    return this.#sources.logs?.readLogger(this.#event)
  }

  get level(): string | undefined {
    return this.#event.level
  }

  get message(): string {
    const text = this.#event.message ?? this.#event.logentry?.message ?? this.error?.message ?? ''
    return text.slice(0, TEXT_LIMIT)
  }

  get hidesError(): boolean {
    return this.#sources.logs?.hidesError(this.#event) === true
  }

  get request(): Facts['request'] {
    return this.#sources.readRequest?.(this.#event)
  }

  #readMechanism(): SentryMechanism | undefined {
    this.#mechanism ??= readMechanism(this.#event, this.#hint)
    return this.#mechanism
  }
}

function readError(
  event: SentryEvent,
  hint: SentryHint | undefined,
  { book, readShown }: FactSources,
): ErrorFacts | undefined {
  const original = hint?.originalException
  if (isObject(original)) return new LiveError(findError(original), book)
  // A message may come with an exception that only holds its stack (`attachStacktrace`, the default in SDK 11).
  if (event.message !== undefined || event.logentry?.message !== undefined) return undefined
  return readShown(event)
}

/** Like the SDK, takes the first error among the properties of a captured plain object. */
function findError(original: object): object {
  if (original instanceof Error) return original
  try {
    for (const value of Object.values(original)) if (value instanceof Error) return value
  } catch {
    // An object that cannot be looked into is judged as it is.
  }
  return original
}
