import { INTEGRATION_NAMES } from '@sentry-presets/node'
import { describe, expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import type { PolicyCase } from './scenarios/integrations.ts'
import { MAJORS, type SdkName } from './sdks.ts'

/** What SDK 11 adds behind everything else, whatever it is told. */
const ALWAYS = { 'sentry-9': [], 'sentry-10': [], 'sentry-11': ['SpanStreaming'] }

describe.each(MAJORS)('%s', (sdk) => {
  test.each(['by default', 'with tracing'] as const)(
    'installs the reviewed integrations %s',
    async (policy) => {
      expect(await installed(sdk, policy)).toMatchSnapshot()
    },
  )

  test('keeps only what is named, under either of two names', async () => {
    const filters = sdk === 'sentry-11' ? 'EventFilters' : 'InboundFilters'
    expect(await installed(sdk, 'keep')).toEqual([
      'NoiseFilter',
      filters,
      'LinkedErrors',
      'OnUncaughtException',
      ...ALWAYS[sdk],
    ])
  })

  test('switches off only what is named, under either of two names', async () => {
    const defaults = await installed(sdk, 'by default')
    const off = ['InboundFilters', 'EventFilters', 'Console', 'Modules']
    expect(await installed(sdk, 'disable')).toEqual(defaults.filter((name) => !off.includes(name)))
  })

  test('adds a list as the SDK does, and lets it replace defaults in their place', async () => {
    const defaults = await installed(sdk, 'by default')
    expect((await installed(sdk, 'list')).filter((name) => name !== 'Own')).toEqual(defaults)
    expect(await installed(sdk, 'list')).toContain('Own')
  })

  test('lets a function decide on everything but the filter', async () => {
    const [first, second, third] = await installed(sdk, 'by default')
    expect(await installed(sdk, 'function')).toEqual([first, second, third, 'Own', ...ALWAYS[sdk]])
  })

  test('never takes away what the application adds', async () => {
    const expected = ['NoiseFilter', 'LinkedErrors', 'Own', ...ALWAYS[sdk]]
    expect(await installed(sdk, 'keep with a list')).toEqual(expected)
  })

  test('brings no defaults back', async () => {
    expect(await installed(sdk, 'no defaults')).toEqual(['NoiseFilter', 'Own', ...ALWAYS[sdk]])
  })
})

test('knows the integrations of all three majors, and no others', async () => {
  const names = new Set<string>()
  for (const sdk of MAJORS) {
    const { result, events } = await runToEnd<string[]>(sdk, 'integrations', { input: 'with tracing' })
    for (const name of [...result, ...(events[0]?.sdk?.integrations ?? [])]) names.add(name)
  }
  names.delete('NoiseFilter')
  expect([...INTEGRATION_NAMES]).toEqual([...names].sort())
})

const known = new Map<string, Promise<string[]>>()

/** Each policy is tried once per SDK, however many tests compare with it. */
function installed(sdk: SdkName, input: PolicyCase): Promise<string[]> {
  const key = `${sdk} ${input}`
  const names = known.get(key) ?? readInstalled(sdk, input)
  known.set(key, names)
  return names
}

async function readInstalled(sdk: SdkName, input: PolicyCase): Promise<string[]> {
  const { events } = await runToEnd(sdk, 'integrations', { input })
  return events[0]?.sdk?.integrations ?? []
}
