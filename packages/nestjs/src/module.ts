export { SentryNoiseModule } from './sentry-noise-module.js'
