import { browserPreset } from '@sentry-presets/browser'
import * as Sentry from '@sentry/browser'

/** The page hands the worker its address of the inbox as its name. */
Sentry.init(browserPreset({ dsn: self.name }))

// Uncaught it would reach the page as well, which reports it a second time.
Sentry.captureException(new Error('a bug in a worker'))
