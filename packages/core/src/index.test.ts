import { expect, it } from 'vitest'
import * as core from './index.js'

it('exports exactly the public API', () => {
  expect(Object.keys(core).toSorted()).toMatchInlineSnapshot(`
    [
      "CONFIG_ERROR_CODES",
      "ConfigError",
      "INTEGRATION_NAME",
      "NOISE_OPTION_KINDS",
      "ORIGINS",
      "PHASES",
      "VERDICTS",
      "addOwnIntegrations",
      "at",
      "createBeforeSend",
      "createEngine",
      "createNoiseFilter",
      "defineLibrary",
      "defineRules",
      "match",
      "nearest",
      "readStackPackage",
      "validateOptions",
      "writeQuestion",
    ]
  `)
})

it('has only match functions that the documentation names', () => {
  expect(Object.keys(core.match).toSorted()).toMatchInlineSnapshot(`
    [
      "all",
      "any",
      "condition",
      "error",
      "field",
      "inRequest",
      "level",
      "logger",
      "madeIn",
      "mechanism",
      "message",
      "not",
      "origin",
      "phase",
      "requestUrl",
      "status",
      "withoutError",
    ]
  `)
})
