import { expect, it } from 'vitest'
import { findNewest, type Pin, readPins, writePin } from './pins.ts'

const [got, got15, engine] = readPins({
  got: '16.1.0',
  'got-15': 'npm:got@15.1.0',
  '@sequelize/core': '7.0.0-alpha.48',
  esbuild: '0.28.2',
  '@types/pg': '8.0.0',
  '@sentry-presets/core': 'workspace:*',
}) as [Pin, Pin, Pin]

it('reads the libraries, not the tools', () => {
  expect([got, got15, engine]).toEqual([
    { alias: 'got', name: 'got', version: '16.1.0' },
    { alias: 'got-15', name: 'got', version: '15.1.0' },
    { alias: '@sequelize/core', name: '@sequelize/core', version: '7.0.0-alpha.48' },
  ])
})

it('writes it again', () => {
  expect([writePin(got, '17.0.0'), writePin(got15, '15.2.0')]).toEqual(['17.0.0', 'npm:got@15.2.0'])
})

it.each([
  ['a newer major', got, ['16.1.0', '17.0.0'], '17.0.0', '17.0.0'],
  ['nothing where it is the newest', got, ['16.1.0'], '16.1.0', undefined],
  ['nothing older', got, ['9.0.0', '16.1.0'], '9.0.0', undefined],
  [
    'the newest of the major of an alias',
    got15,
    ['15.1.0', '15.2.0', '15.10.0', '16.1.0'],
    '16.1.0',
    '15.10.0',
  ],
  ['no candidate', got15, ['15.1.0', '15.2.0-rc.1'], '16.1.0', undefined],
  [
    'the second number below one',
    { alias: 'a-0', name: 'a', version: '0.5.1' },
    ['0.5.2', '0.6.0'],
    '1.0.0',
    '0.5.2',
  ],
])('finds %s', (_name, pin, versions, latest, newest) => {
  expect(findNewest(pin, versions, latest)).toBe(newest)
})
