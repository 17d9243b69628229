import { expect, test } from 'vitest'
import * as filter from './filter.js'
import * as index from './index.js'
import * as logger from './logger.js'
import * as module from './module.js'

test('each entry point exports what was reviewed', () => {
  const names = Object.entries({ index, filter, logger, module }).map(([entry, exported]) => [
    entry,
    Object.keys(exported).sort(),
  ])
  expect(Object.fromEntries(names)).toMatchInlineSnapshot(`
    {
      "filter": [
        "SentryExceptionFilter",
      ],
      "index": [
        "attempt",
        "markRunning",
        "markShutdown",
        "nestjs",
        "nestjsPreset",
      ],
      "logger": [
        "createSentryLogger",
      ],
      "module": [
        "SentryNoiseModule",
      ],
    }
  `)
})
