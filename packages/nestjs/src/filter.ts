export { SentryExceptionFilter } from './sentry-exception-filter.js'
