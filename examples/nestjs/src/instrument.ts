import * as Sentry from '@sentry/nestjs'
import { nestjsPreset } from '@sentry-presets/nestjs'
import { showInTerminal } from './inbox/show-in-terminal.js'
import { noise } from './noise.js'

Sentry.init(showInTerminal(nestjsPreset({ dsn: process.env.SENTRY_DSN }, { ...noise, sdk: Sentry })))
