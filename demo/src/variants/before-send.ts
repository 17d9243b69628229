import * as Sentry from '@sentry/node'
import { COMMON, createLoggerIntegration } from './options.ts'

const OPERATIONAL = new Set([
  'core.llm',
  'core.image_gen',
  'core.memory',
  'core.cache',
  'core.health',
  'voice',
])
const CODES = new Set(['57P01', '57P03', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET'])
const NAMES = new Set([
  'RateLimitError',
  'InternalServerError',
  'APIConnectionError',
  'APIConnectionTimeoutError',
  'MaxRetriesPerRequestError',
  'ChromaConnectionError',
  'ChromaServerError',
  'VoiceProviderError',
  'HttpError',
])
const TEXTS = [
  /^Connection terminated|^timeout expired|^Cannot use a pool after calling end|^Connection is closed\.$/,
  /\(403: Forbidden: bot was blocked|\(429: Too Many Requests|aborted due to timeout/,
]

/** The story's filter: qualified names, codes down the chain of causes, operational loggers. */
Sentry.init({
  ...COMMON,
  integrations: [createLoggerIntegration()],
  beforeSend(event, hint) {
    const error = hint.originalException
    if (!(error instanceof Error)) {
      return OPERATIONAL.has(String(event.contexts?.pino?.module)) ? null : event
    }
    return isTransient(error) ? null : event
  },
})

function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isTransient)
  if (!(error instanceof Error)) return false
  if (NAMES.has(error.constructor.name) || ('code' in error && CODES.has(String(error.code)))) return true
  if (TEXTS.some((text) => text.test(error.message))) return true
  return isTransient(error.cause)
}

export const fastifyOptions = {}
