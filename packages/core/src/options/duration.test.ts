import { describe, expect, it } from 'vitest'
import { type Duration, normalizeDuration } from './duration.js'

const PLACE = { package: 'core', path: 'reportEvery' }

describe('a duration', () => {
  it.each<[Duration, number]>([
    [1, 1],
    [0.5, 0.5],
    ['1ms', 1],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['1d', 86_400_000],
  ])('reads %s as %d milliseconds', (duration, ms) => {
    expect(normalizeDuration(duration, PLACE)).toBe(ms)
  })

  it.each([
    0,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '0s',
    '',
    '5',
    '5 m',
    '5M',
    '-5m',
    '1w',
    '1e3s',
    '5m ',
    '1m30s',
    '1.2345s',
    null,
    undefined,
    {},
    [],
    ['5m', '5m'],
    true,
  ])('refuses %o', (value) => {
    expect(() => normalizeDuration(value as Duration, PLACE)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'invalid-duration' }),
    )
  })

  it('says where, what and what to write instead', () => {
    expect(() => normalizeDuration('5 minutes' as Duration, PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] reportEvery: "5 minutes" is no length of time. Write milliseconds or a number with a unit: "30s", "5m", "1h". (invalid-duration)]`,
    )
  })
})
