import type { Origin } from './facts.js'
import type { SentryEvent, SentryHint, SentryMechanism } from '../sentry/sentry-shapes.js'

/**
 * The mechanism that describes the capture: the hint's, else the first on the event's exceptions that says more
 * than `generic` or `chained`. SDK 9 and 10 put it on the deepest cause, 11 on the captured error.
 */
export function readMechanism(event: SentryEvent, hint: SentryHint | undefined): SentryMechanism | undefined {
  if (hint?.mechanism) return hint.mechanism
  const values = event.exception?.values ?? []
  for (const { mechanism } of values) {
    if (mechanism?.type !== undefined && !PLAIN.has(mechanism.type)) return mechanism
  }
  return values.find(({ mechanism }) => mechanism?.handled === false)?.mechanism
}

/** An unknown mechanism counts as a boundary when nobody handled the error, since there the most is sent. */
export function readOrigin(mechanism: SentryMechanism | undefined, isLogRecord: boolean): Origin {
  const type = mechanism?.type ?? 'generic'
  if (isLogRecord || LOG.test(type)) return 'log'
  if (INSTRUMENTATION.test(type)) return 'instrumentation'
  if (BOUNDARY.test(type)) return 'boundary'
  return mechanism?.handled === false ? 'boundary' : 'app'
}

const PLAIN = new Set(['generic', 'chained'])
const LOG = /^auto\.log\.|^auto\.core\.capture_console$|^console$/
/** Captured inside a library call, before its caller could handle it. MCP answers the error away: a boundary. */
const INSTRUMENTATION = /^auto\.(?:ai\.(?!mcp_server)|vercelai\.|db\.)/
/** The names SDK 9 used, which carry no prefix. From 10.12 on everything at a boundary says `handled: false`. */
const BOUNDARY = /^onuncaughtexception$|^onunhandledrejection$|^middleware$|^fastify$|^hapi$|^instrument$/
