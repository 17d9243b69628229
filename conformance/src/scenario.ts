import type { LedgerSnapshot } from '@sentry-presets/core'
import type * as presets from '@sentry-presets/node'
import type { NodeNoiseOptions } from '@sentry-presets/node'
import type * as Sentry from 'sentry-10'

/** What every scenario is given. Majors differ from these types only where a scenario says so. */
export interface ScenarioContext<Input = undefined> {
  readonly Sentry: typeof Sentry
  readonly presets: typeof presets
  readonly dsn: string
  readonly input: Input
  /** `Sentry.init` with the preset. */
  readonly init: (noise?: NodeNoiseOptions, options?: Sentry.NodeOptions) => Sentry.NodeClient
  /** The filter's account of the client that {@link init} made. */
  readonly ledger: () => LedgerSnapshot
  /** Loads a library as the format under test does, after the SDK. */
  readonly load: <Module>(name: string) => Promise<Module>
}

/** Runs in a process of its own; what it returns is handed to the test as JSON. */
export type Scenario<Input = undefined> = (context: ScenarioContext<Input>) => unknown
