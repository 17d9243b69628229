import type { ErrorFacts } from './error-facts.js'

/**
 * Where a capture happened: inside an instrumented library call, in a logger, by the application's own call, or at
 * a boundary, which is where nobody has caught the error.
 */
export const ORIGINS = ['instrumentation', 'log', 'app', 'boundary'] as const
export type Origin = (typeof ORIGINS)[number]

/** Where the process stands in its life. */
export const PHASES = ['startup', 'running', 'shutdown'] as const
export type Phase = (typeof PHASES)[number]

/** Which try of how many is running, both counted from 1. */
export interface Attempt {
  readonly number: number
  readonly of: number
}

/** Everything a rule may ask about one event. */
export interface Facts {
  /** The captured error; undefined for a message or a log line that carries none. */
  readonly error: ErrorFacts | undefined
  readonly origin: Origin
  /** The SDK's name for what captured the event, such as `auto.function.fastify`. */
  readonly mechanism: string | undefined
  /** The logger's own name (`core.llm`), or else the logging library's (`pino`, `console`). */
  readonly logger: string | undefined
  readonly level: string | undefined
  /** The text of the message or log line; for an error without one, the error's. */
  readonly message: string
  /** The request during which it was captured. */
  readonly request: { readonly method: string | undefined; readonly url: string | undefined } | undefined
  /** Whether a line without an error object still tells of one: under another key, or as a stack in its text. */
  readonly hidesError: boolean
  readonly phase: Phase
  readonly attempt: Attempt | undefined
  /** What else the preset knows of the moment, by name: `offline`. */
  readonly conditions: readonly string[]
}
