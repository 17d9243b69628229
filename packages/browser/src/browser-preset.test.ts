import type { LeanRule } from '@sentry-presets/core/lean'
import { describe, expect, it, vi } from 'vitest'
import { applyBrowserPreset, browserPreset } from './browser-preset.js'
import { browserRules } from './browser-rules.js'

describe('the preset of the browser', () => {
  it('gives back the options it is given, with the filter in them', () => {
    const options = browserPreset({ dsn: 'https://key@localhost/1', release: 'a' })
    expect(options).toEqual({
      dsn: 'https://key@localhost/1',
      release: 'a',
      integrations: expect.any(Function),
      beforeSend: expect.any(Function),
    })
  })

  it.each([
    ['every default', undefined, ['NoiseFilter', 'Dedupe', 'GlobalHandlers']],
    ['a list', [{ name: 'Own' }], ['NoiseFilter', 'Dedupe', 'GlobalHandlers', 'Own']],
    ['a replacement', [{ name: 'Dedupe', isOwn: true }], ['NoiseFilter', 'Dedupe', 'GlobalHandlers']],
    ['what a function says', () => [{ name: 'Own' }], ['NoiseFilter', 'Own']],
  ])('keeps %s behind the filter', (_, integrations, expected) => {
    expect(install(integrations).map(({ name }) => name)).toEqual(expected)
  })

  it('lets a replacement stand where the default stood', () => {
    const own = { name: 'Dedupe' }
    expect(install([own])[1]).toBe(own)
  })

  it('does not touch the page before the SDK sets it up', () => {
    const touched = vi.fn<() => void>()
    vi.stubGlobal('addEventListener', touched)
    vi.stubGlobal('sessionStorage', { getItem: touched, setItem: touched })
    install(undefined)
    expect(touched).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })

  it('calls the own beforeSend for what is sent', async () => {
    const beforeSend = vi.fn<(event: object) => object>((event) => ({ ...event, tags: { own: 'yes' } }))
    const hook: unknown = browserPreset({ beforeSend }).beforeSend
    // The options hold the hook that calls it, which takes a hint as well.
    const sent = await (hook as (event: object, hint: object) => unknown)({ message: 'a' }, {})
    expect(sent).toMatchObject({ message: 'a', tags: { own: 'yes' } })
  })

  it('lets a preset for a framework speak first, and in its own name', () => {
    const setup = {
      package: 'nextjs',
      rules: [{ ...browserRules[0], id: 'next/extension' } as LeanRule],
      curedByReload: [],
    }
    const refused = (rule: string): void => {
      applyBrowserPreset({}, { disableRules: [rule] }, setup)
    }
    expect(() => refused('next/extension')).not.toThrow()
    expect(() => refused('next/other')).toThrow(/^\[@sentry-presets\/nextjs\]/)
  })

  it('refuses an option that nobody reads', () => {
    // @ts-expect-error A misspelt option.
    expect(() => browserPreset({}, { expectd: [] })).toThrow(/^\[@sentry-presets\/browser\] "expectd"/)
  })
})

function install(integrations: unknown): { name: string }[] {
  const options = browserPreset({ integrations })
  const defaults = [{ name: 'Dedupe' }, { name: 'GlobalHandlers' }]
  return (options.integrations as (defaults: unknown[]) => { name: string }[])(defaults)
}
