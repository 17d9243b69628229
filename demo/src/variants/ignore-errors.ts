import * as Sentry from '@sentry/node'
import { COMMON, createLoggerIntegration } from './options.ts'

/** A careful list: anchored where the text allows it, by the words each library uses. */
const IGNORED = [
  // openai: every class is called Error, so its texts
  /^429 Rate limit reached for /,
  /^503 Provider is overloaded/,
  /^Connection error\.$/,
  /^Request timed out\.$/,
  // fetch and sockets
  /^fetch failed$/,
  /^The operation was aborted due to timeout$/,
  /\bECONNRESET\b|\bECONNREFUSED\b|\bEPIPE\b|socket hang up|other side closed/,
  // PostgreSQL while a release restarts it
  /^terminating connection due to administrator command/,
  /^the database system is (starting up|shutting down)/,
  /^Connection terminated/,
  /^timeout expired/,
  /^Cannot use a pool after calling end on the pool/,
  // Redis
  /^Reached the max retries per request limit/,
  /^Connection is closed\./,
  /^MaxRetriesPerRequestError/,
  // Telegram
  /^Call to '\w+' failed! \(403: Forbidden: bot was blocked by the user\)/,
  /^Call to '\w+' failed! \(429: Too Many Requests/,
  /^Network request for '\w+' failed!/,
  // the vector store and the voices
  /^ChromaConnectionError: /,
  /^ChromaServerError: .*unavailable/,
  /^VoiceProviderError: .* answered (429|503)$/,
  /^All promises were rejected$/,
  // operational lines
  /^falling back from /,
  /^prompt of \d+ characters trimmed$/,
  /^image generation took \d+ ms$/,
  /^heap above its soft limit: /,
  /^nothing to recall for user /,
  /^asking the fallback voice for user /,
]

Sentry.init({ ...COMMON, integrations: [createLoggerIntegration()], ignoreErrors: IGNORED })

export const fastifyOptions = {}
