import { createRequire } from 'node:module'
import type { LedgerSnapshot, NoiseIntegration } from '@sentry-presets/core'
import type { NodeNoiseOptions } from '@sentry-presets/node'
import type { NodeClient, NodeOptions } from 'sentry-10'
import type { Scenario, ScenarioContext } from './scenario.ts'

/** What a process that runs one scenario is told by its parent. */
export interface ChildSetup {
  readonly sdk: string
  readonly scenario: string
  readonly format: 'cjs' | 'esm'
  readonly dsn: string
  readonly input: unknown
}

const { sdk, scenario, format, dsn, input }: ChildSetup = JSON.parse(process.argv[2] ?? '{}')
const require = createRequire(import.meta.url)
const load: ScenarioContext['load'] = async (name) => (format === 'cjs' ? require(name) : import(name))

// The scenarios are written against the types of SDK 10.
const Sentry = await load<ScenarioContext['Sentry']>(sdk)
const presets = await load<ScenarioContext['presets']>('@sentry-presets/node')

function init(noise: NodeNoiseOptions = {}, options: NodeOptions = {}): NodeClient {
  const client = Sentry.init(presets.nodePreset({ dsn, ...options }, { sdk: Sentry, ...noise }))
  if (!client) throw new Error('Sentry.init made no client')
  return client
}

function ledger(): LedgerSnapshot {
  const filter = Sentry.getClient()?.getIntegrationByName<NoiseIntegration>('NoiseFilter')
  if (!filter) throw new Error('The filter is not installed')
  return filter.snapshot()
}

const { run } = (await import(`./scenarios/${scenario}.ts`)) as { run: Scenario<unknown> }
const result = await run({ Sentry, presets, dsn, input, init, ledger, load })
await Sentry.close(10_000)
process.send?.({ result })
process.disconnect?.()
