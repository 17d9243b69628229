import { describe, expect, it } from 'vitest'
import { formatIdentity, type Identity } from './identity.js'
import { normalizeIdentity } from '../options/normalize-identity.js'

const PLACE = { package: 'node', path: 'transient[2]' }

describe('an identity', () => {
  it.each<[string, Partial<Identity>]>([
    ['openai:RateLimitError', { package: 'openai', class: 'RateLimitError' }],
    [
      'openai:RateLimitError#insufficient_quota',
      { package: 'openai', class: 'RateLimitError', code: 'insufficient_quota' },
    ],
    ['openai:*', { package: 'openai' }],
    ['openai:', { package: 'openai' }],
    ['pg:#57P01', { package: 'pg', code: '57P01' }],
    ['pg:*#57P01', { package: 'pg', code: '57P01' }],
    ['pg:DatabaseError#*', { package: 'pg', class: 'DatabaseError' }],
    ['*:#ETIMEDOUT', { code: 'ETIMEDOUT' }],
    ['*:TimeoutError', { class: 'TimeoutError' }],
    ['@aws-sdk/client-s3:NoSuchKey', { package: '@aws-sdk/client-s3', class: 'NoSuchKey' }],
    ['lodash.get:Error', { package: 'lodash.get', class: 'Error' }],
    ['app:Prisma.KnownError', { package: 'app', class: 'Prisma.KnownError' }],
    ['app:$Signal', { package: 'app', class: '$Signal' }],
    ['app:Error#scope:code', { package: 'app', class: 'Error', code: 'scope:code' }],
    ['firebase:#auth/user-not-found', { package: 'firebase', code: 'auth/user-not-found' }],
  ])('reads %s', (pattern, parts) => {
    expect(normalizeIdentity(pattern, PLACE)).toEqual({
      package: undefined,
      class: undefined,
      code: undefined,
      ...parts,
    })
  })

  it.each([
    ':RateLimitError',
    'open ai:RateLimitError',
    'openai:Rate Limit',
    'openai:Rate-Limit',
    'a:b:c',
    'a/b/c:Error',
    'openai:Error#',
    'openai:Error#a#b',
    'openai:Error#a b',
    'openai::Error',
    '/openai/:Error',
    '',
    `${'a'.repeat(101)}:Error`,
  ])('refuses %j', (pattern) => {
    expect(() => normalizeIdentity(pattern, PLACE)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'malformed-identity' }),
    )
  })

  it.each(['*:*', '*:', '*:*#*', '*:#*'])('refuses %s, which would match every error', (pattern) => {
    expect(() => normalizeIdentity(pattern, PLACE)).toThrow(/would match every error/)
  })

  it('explains a name without a package', () => {
    expect(() => normalizeIdentity('RateLimitError', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: "RateLimitError" names no package, so it would match every library that has one like it. Write the package before it, as in "openai:RateLimitError", or "*:RateLimitError" if you mean all of them. (malformed-identity)]`,
    )
  })

  it('explains a code without a package', () => {
    expect(() => normalizeIdentity('#ECONNRESET', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: "#ECONNRESET" names no package, so it would match every library that has one like it. Write the package before it, as in "node:#ECONNRESET", or "*:#ECONNRESET" if you mean all of them. (malformed-identity)]`,
    )
  })

  it('explains a name with a code but without a package', () => {
    expect(() => normalizeIdentity('RateLimitError#a:b', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: "RateLimitError#a:b" names no package, so it would match every library that has one like it. Write the package before it, as in "openai:RateLimitError#a:b", or "*:RateLimitError#a:b" if you mean all of them. (malformed-identity)]`,
    )
  })

  it('explains a shape it cannot read', () => {
    expect(() => normalizeIdentity('openai:Rate Limit', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: "openai:Rate Limit" is no identity. The form is "package:Class#code", for example "pg:#57P01". (malformed-identity)]`,
    )
  })

  it('explains a value that is no text', () => {
    expect(() => normalizeIdentity(429, PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: 429 is no identity. Write a string such as "openai:RateLimitError". (malformed-identity)]`,
    )
  })

  it('explains a pattern that leaves everything open', () => {
    expect(() => normalizeIdentity('*:*', PLACE)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/node] transient[2]: "*:*" would match every error. Name a package, a class or a code. (malformed-identity)]`,
    )
  })

  it.each([undefined, null, {}, Symbol('a'), Object.create(null)])('refuses the value %o', (value) => {
    expect(() => normalizeIdentity(value, PLACE)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'malformed-identity' }),
    )
  })

  it.each([
    ['openai', 'RateLimitError', undefined, 'openai:RateLimitError'],
    ['pg', 'DatabaseError', '57P01', 'pg:DatabaseError#57P01'],
    [undefined, 'Error', undefined, '?:Error'],
  ])('is written from %s, %s and %s as %s', (packageName, className, code, identity) => {
    expect(formatIdentity(packageName, className, code)).toBe(identity)
  })
})
