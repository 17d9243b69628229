import { createRequire } from 'node:module'
import { join } from 'node:path'

// The SDK of the application that is started, which is not the one this file would find.
const Sentry = createRequire(join(process.cwd(), 'package.json'))('@sentry/nestjs')

Sentry.init({ dsn: process.env.SENTRY_DSN })
