import type { ErrorFacts } from './error-facts.js'
import { readTrace } from './error-trace.js'
import { ExportedError } from './exported-error.js'
import { type Attempt, type Facts, type Phase, PHASES } from './facts.js'
import { NOISE_CONTEXT } from './noise-context.js'
import type { ProvenanceBook } from './provenance-book.js'
import type { FactSources, Moment } from './read-facts.js'
import { createLogReader } from './read-logger.js'
import { readOrigin } from './read-origin.js'
import { isObject, readNumber, readProperty, readString } from './safe-read.js'
import type { SentryEvent, SentryHint } from '../sentry/sentry-shapes.js'

export interface FactSourceOptions {
  readonly book: ProvenanceBook
  /** The field of a log record that holds the logger's name, such as `module`. */
  readonly loggerName: string
  readonly phase: () => Phase
  readonly attempt: () => Attempt | undefined
  readonly conditions: () => readonly string[]
}

/** Reads everything there is to read, of exported events as of live ones. */
export function createFactSources(options: FactSourceOptions): FactSources {
  return {
    book: options.book,
    readMoment: (event, hint) => readMoment(event, hint, options),
    readShown: (event) => readExported(event, options.book),
    logs: createLogReader(options.loggerName),
    readRequest,
    readOrigin,
  }
}

function readMoment(event: SentryEvent, hint: SentryHint | undefined, sources: FactSourceOptions): Moment {
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

/** Until the SDK's own integrations have put it on the event, the request is beside it. */
function readRequest(event: SentryEvent): Facts['request'] {
  const request = event.request ?? readProperty(event.sdkProcessingMetadata, 'normalizedRequest')
  if (!isObject(request)) return undefined
  return { method: readString(request, 'method'), url: readString(request, 'url') }
}

function readExported(event: SentryEvent, book: ProvenanceBook): ErrorFacts | undefined {
  const values = event.exception?.values
  if (!values || values.length === 0) return undefined
  const trace = readTrace(readProperty(event.contexts?.[NOISE_CONTEXT], 'error'))
  return new ExportedError(values, findCaptured(event), book, trace)
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
