import { browserPreset } from '@sentry-presets/browser'
import * as Sentry from '@sentry/browser'

Sentry.init(browserPreset({ dsn: 'https://key@localhost/1' }, { expected: ['app:QuotaReached'] }))
