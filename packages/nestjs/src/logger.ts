export { createSentryLogger, type LoggerSdk, type SentryLoggerOptions } from './sentry-logger.js'
