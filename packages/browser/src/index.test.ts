import { expect, test } from 'vitest'
import * as index from './index.js'

test('exports what was reviewed', () => {
  expect(Object.keys(index).sort()).toMatchInlineSnapshot(`
    [
      "applyBrowserPreset",
      "browserPreset",
      "browserRules",
    ]
  `)
})
