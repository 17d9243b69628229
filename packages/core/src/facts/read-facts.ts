import type { ErrorFacts } from './error-facts.js'
import { readTrace } from './error-trace.js'
import { ExportedError } from './exported-error.js'
import { type Attempt, type Facts, type Origin, type Phase, PHASES } from './facts.js'
import { LiveError } from './live-error.js'
import type { ProvenanceBook } from './provenance-book.js'
import { hidesError, isLogRecord, readLogger } from './read-logger.js'
import { readMechanism, readOrigin } from './read-origin.js'
import { isObject, readNumber, readProperty, readString } from './safe-read.js'
import type { SentryEvent, SentryHint, SentryMechanism } from '../sentry/sentry-shapes.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

/** The context under which the filter leaves its findings on every event that is sent. */
export const NOISE_CONTEXT = 'noise'

/** What facts are read with: the same for every event of one filter. */
export interface FactSources {
  readonly book: ProvenanceBook
  /** The field of a log record that holds the logger's name, such as `module`. */
  readonly loggerName: string
  readonly phase: () => Phase
  readonly attempt: () => Attempt | undefined
  readonly conditions: () => readonly string[]
}

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
  moment: Moment = readMoment(event, hint, sources),
): Facts {
  return new EventFacts(event, hint, sources, moment)
}

/** Facts that are true only at the moment of the capture, so they cannot wait. */
export type Moment = Pick<Facts, 'attempt' | 'phase' | 'conditions'>

function readMoment(event: SentryEvent, hint: SentryHint | undefined, sources: FactSources): Moment {
  const attempt = readAttempt(event) ?? sources.attempt()
  const finding = hint === undefined ? event.contexts?.[NOISE_CONTEXT] : undefined
  if (finding === undefined) return { attempt, phase: sources.phase(), conditions: sources.conditions() }
  return { attempt, phase: readPhase(finding), conditions: readConditions(finding) }
}

function readConditions(finding: unknown): readonly string[] {
  const conditions = readProperty(finding, 'conditions')
  return Array.isArray(conditions) ? conditions.map(String) : []
}

function readPhase(finding: unknown): Phase {
  const phase = readString(finding, 'phase')
  return PHASES.find((known) => known === phase) ?? 'running'
}

/** Reads each fact when it is first asked for: most events are decided by the error alone. */
class EventFacts implements Facts {
  readonly attempt: Attempt | undefined
  readonly phase: Phase
  readonly conditions: readonly string[]
  readonly #event: SentryEvent
  readonly #hint: SentryHint | undefined
  readonly #sources: FactSources
  #error: ErrorFacts | null | undefined
  #mechanism: SentryMechanism | null | undefined
  #logger: string | null | undefined

  constructor(event: SentryEvent, hint: SentryHint | undefined, sources: FactSources, moment: Moment) {
    this.#event = event
    this.#hint = hint
    this.#sources = sources
    this.attempt = moment.attempt
    this.phase = moment.phase
    this.conditions = moment.conditions
  }

  get error(): ErrorFacts | undefined {
    if (this.#error === undefined)
      this.#error = readError(this.#event, this.#hint, this.#sources.book) ?? null
    return this.#error ?? undefined
  }

  get origin(): Origin {
    const isRecord = this.#hint?.mechanism === undefined && isLogRecord(this.#event)
    return readOrigin(this.#readMechanism() ?? undefined, isRecord)
  }

  get mechanism(): string | undefined {
    return this.#readMechanism()?.type
  }

  get logger(): string | undefined {
    if (this.#logger === undefined) this.#logger = readLogger(this.#event, this.#sources.loggerName) ?? null
    return this.#logger ?? undefined
  }

  get level(): string | undefined {
    return this.#event.level
  }

  get message(): string {
    const text = this.#event.message ?? this.#event.logentry?.message ?? this.error?.message ?? ''
    return text.slice(0, TEXT_LIMIT)
  }

  get hidesError(): boolean {
    return hidesError(this.#event)
  }

  get request(): { method: string | undefined; url: string | undefined } | undefined {
    return readRequest(this.#event)
  }

  #readMechanism(): SentryMechanism | null {
    if (this.#mechanism === undefined) this.#mechanism = readMechanism(this.#event, this.#hint) ?? null
    return this.#mechanism
  }
}

/** Until the SDK's own integrations have put it on the event, the request is beside it. */
function readRequest(event: SentryEvent): Facts['request'] {
  const request = event.request ?? readProperty(event.sdkProcessingMetadata, 'normalizedRequest')
  if (!isObject(request)) return undefined
  return { method: readString(request, 'method'), url: readString(request, 'url') }
}

function readError(
  event: SentryEvent,
  hint: SentryHint | undefined,
  book: ProvenanceBook,
): ErrorFacts | undefined {
  const original = hint?.originalException
  if (isObject(original)) return new LiveError(findError(original), book)
  // A message may come with an exception that only holds its stack (`attachStacktrace`, the default in SDK 11).
  if (event.message !== undefined || event.logentry?.message !== undefined) return undefined
  const values = event.exception?.values
  if (!values || values.length === 0) return undefined
  return new ExportedError(
    values,
    findCaptured(event),
    book,
    readTrace(readProperty(event.contexts?.[NOISE_CONTEXT], 'error')),
  )
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

/** The captured error is the one nobody is the parent of; it stands last. */
function findCaptured(event: SentryEvent): number {
  const values = event.exception?.values ?? []
  const root = values.findIndex(({ mechanism }) => mechanism?.exception_id === 0)
  return root === -1 ? values.length - 1 : root
}

function readAttempt(event: SentryEvent): Attempt | undefined {
  const attempt = event.contexts?.attempt
  if (attempt === undefined) return undefined
  const number = readNumber(attempt, 'number')
  const of = readNumber(attempt, 'of')
  return number !== undefined && of !== undefined ? { number, of } : undefined
}
