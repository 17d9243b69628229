import { expect, test } from 'vitest'
import { selectDefaults, validatePolicy } from './select-integrations.js'

const PLACE = { package: 'node', path: '' }
const DEFAULTS = ['InboundFilters', 'Console', 'Http', 'FromTomorrow'].map((name) => ({ name }))

function select(policy: Parameters<typeof selectDefaults>[1]): string[] {
  return selectDefaults(DEFAULTS, policy, PLACE).map(({ name }) => name)
}

test('keeps all by default, in their order', () => {
  expect(select({})).toEqual(['InboundFilters', 'Console', 'Http', 'FromTomorrow'])
})

test('takes either name of a renamed integration', () => {
  expect(select({ keep: ['EventFilters'] })).toEqual(['InboundFilters'])
  expect(select({ disable: ['EventFilters', 'Http'] })).toEqual(['Console', 'FromTomorrow'])
})

test('takes a name that only the installed SDK knows, and one that only another major has', () => {
  expect(select({ disable: ['FromTomorrow', 'WorkerThreads'] })).toEqual([
    'InboundFilters',
    'Console',
    'Http',
  ])
})

test('refuses a name nobody knows, with the nearest or where to look', () => {
  expect(() => select({ keep: ['Http', 'console'] })).toThrow('keep[1]: the SDK has no integration "console"')
  expect(() => select({ keep: ['console'] })).toThrow('Did you mean "Console"?')
  expect(() => select({ disable: ['Xyzzy'] })).toThrow('Sentry.getDefaultIntegrations({}) lists them.')
})

test('refuses both lists at once', () => {
  expect(() => validatePolicy({ keep: [], disable: [] }, PLACE)).toThrow('Give one of the two.')
})
