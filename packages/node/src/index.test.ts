import { expect, it } from 'vitest'
import { placeholder } from '@sentry-presets/node'

it('loads from its built output', () => {
  expect(placeholder).toBe(true)
})
