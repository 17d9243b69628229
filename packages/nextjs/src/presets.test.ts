import type { SentryIntegration } from '@sentry-presets/core'
import { describe, expect, it } from 'vitest'
import { nextjsClientPreset } from './nextjs-client-preset.js'
import { nextjsEdgePreset } from './nextjs-edge-preset.js'
import { nextjsServerPreset } from './nextjs-server-preset.js'

/** What the three presets share, whatever the types of their options. */
type AnyPreset = (options: object, noise?: object) => object

const PRESETS: readonly { name: string; preset: AnyPreset }[] = [
  { name: 'nextjsServerPreset', preset: nextjsServerPreset },
  { name: 'nextjsEdgePreset', preset: nextjsEdgePreset },
  { name: 'nextjsClientPreset', preset: nextjsClientPreset },
]

const DEFAULTS: readonly SentryIntegration[] = [{ name: 'Dedupe' }, { name: 'LinkedErrors' }]

describe.each(PRESETS)('$name', ({ preset }) => {
  it('puts the filter first and keeps every default', () => {
    expect(namesOf(preset({}))).toEqual(['NoiseFilter', 'NextjsDigest', 'Dedupe', 'LinkedErrors'])
  })

  it('adds integrations of the application, and follows a function of it', () => {
    expect(namesOf(preset({ integrations: [{ name: 'Own' }] }))).toContain('Own')
    expect(namesOf(preset({ integrations: () => [{ name: 'Only' }] }))).not.toContain('Dedupe')
  })

  it('keeps the other options as they are', () => {
    expect(preset({ dsn: 'https://a@b.example/1', tracesSampleRate: 0.5 })).toMatchObject({
      dsn: 'https://a@b.example/1',
      tracesSampleRate: 0.5,
    })
  })

  it.each([
    [{ transients: [] }, 'transients'],
    [{ libraries: 1 }, 'libraries'],
    [{ disableRules: ['next/redirects'] }, 'next/redirect'],
  ])('refuses %o in its own name', (noise, word) => {
    expect(() => preset({}, noise)).toThrow(/^\[@sentry-presets\/nextjs\] /)
    expect(() => preset({}, noise)).toThrow(word)
  })

  it('writes the digest of an error on its event', () => {
    const tag = integrationsOf(preset({})).find(({ name }) => name === 'NextjsDigest')
    const sent = (error: unknown) =>
      tag?.processEvent?.({ tags: { own: 1 } }, { originalException: error }, {})
    expect(sent(Object.assign(new Error('a'), { digest: '17' }))?.tags).toEqual({
      own: 1,
      'next.digest': '17',
    })
    for (const error of [new Error('a'), { digest: 17 }, undefined, null, 'text', hostile()]) {
      expect(sent(error)?.tags).toEqual({ own: 1 })
    }
  })
})

it.each(PRESETS.filter(({ name }) => name !== 'nextjsClientPreset'))(
  '$name keeps its own rules where the application names the libraries',
  ({ preset }) => {
    expect(() => preset({}, { libraries: [], disableRules: ['next/redirect'] })).not.toThrow()
  },
)

function integrationsOf(options: object): readonly SentryIntegration[] {
  // Every preset answers with the function form of this option.
  const { integrations } = options as {
    integrations: (defaults: readonly SentryIntegration[]) => readonly SentryIntegration[]
  }
  return integrations([...DEFAULTS])
}

function namesOf(options: object): readonly string[] {
  return integrationsOf(options).map(({ name }) => name)
}

function hostile(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
