import * as Sentry from '@sentry/nestjs'
import { expect, test } from 'vitest'
import { nestjsPreset } from './nestjs-preset.js'

/** The names of the integrations that the SDK would install. */
function install(noise: Parameters<typeof nestjsPreset>[1], options: Sentry.NodeOptions = {}): string[] {
  const { integrations } = nestjsPreset(options, noise)
  if (typeof integrations !== 'function') throw new Error('the preset chooses no integrations')
  return integrations(defaults).map(({ name }) => name)
}

const defaults = Sentry.getDefaultIntegrations({}) ?? []

test('puts the filter before every default integration, Nest among them', () => {
  const names = defaults.map(({ name }) => name)
  expect(names).toContain('Nest')
  expect(install({})).toEqual(['NoiseFilter', ...names])
})

test('keeps and switches off the integration for Nest by its name', () => {
  expect(install({ keep: ['Nest', 'LinkedErrors'] })).toEqual(['NoiseFilter', 'Nest', 'LinkedErrors'])
  expect(install({ disable: ['Nest'] })).not.toContain('Nest')
})

test('complains in its own name', () => {
  expect(() => nestjsPreset({}, { transient: ['RateLimitError' as never] })).toThrow(
    '[@sentry-presets/nestjs] transient[0]: "RateLimitError" names no package',
  )
})

test('takes the options as they are, with what the preset adds', () => {
  const options = { dsn: 'http://public@127.0.0.1:1/1', environment: 'test' }
  expect(nestjsPreset(options)).toMatchObject(options)
})

test.each([
  [{}, 'held back'],
  [{ loggerName: 'module' }, 'sent'],
])('finds the logger under the context of Nest, unless told otherwise: %o', async (own, fate) => {
  const options: Sentry.NodeOptions = {}
  const { beforeSend } = nestjsPreset(options, { operationalLoggers: ['Warehouse'], ...own })
  const event = {
    type: undefined,
    message: 'the shelf is empty',
    contexts: { pino: { context: 'Warehouse' } },
  }
  const result = await beforeSend?.(event, { originalException: event.message })
  expect(result === null ? 'held back' : 'sent').toBe(fate)
})
