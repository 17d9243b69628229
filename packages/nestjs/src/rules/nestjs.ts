import { defineLibrary } from '@sentry-presets/core'
import { httpExceptionRules } from './http-exception.js'
import { messageExceptionRules, messageExceptionWrappers } from './message-exception.js'

/** Nest itself. Its HttpExceptions, and an application's classes of them, go under `nestjs`. */
export const nestjs = defineLibrary({
  name: 'nestjs',
  brands: [{ fields: ['response', 'status', 'options'] }],
  wrappers: messageExceptionWrappers,
  rules: [...httpExceptionRules, ...messageExceptionRules],
})
