import { expect, test } from 'vitest'
import { readConfig } from './config.js'

test('starts without any environment', () => {
  const config = readConfig({})

  expect(config.telegram.token).toBeUndefined()
  expect(config.llm.models).toHaveLength(2)
})

test('says which number is none', () => {
  expect(() => readConfig({ PORT: 'http' })).toThrow('PORT: "http" is not a number')
})
