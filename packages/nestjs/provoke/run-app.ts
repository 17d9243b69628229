import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startEndpoint } from '@sentry-presets/conformance/endpoint'
import type { ChildSetup, Outcome } from './outcome.cjs'

/** The SDKs under test, by the names they are installed under. */
export const SDKS = ['sentry-nestjs-9', '@sentry/nestjs', 'sentry-nestjs-11'] as const
export type SdkName = (typeof SDKS)[number]

export type Outcomes = Readonly<Record<string, Outcome>>

/** How many requests were healthy, and how many failed, as release health counts them. */
export interface Health {
  readonly exited: number
  readonly errored: number
  readonly crashed: number
}

interface AppRun {
  readonly outcomes: Outcomes
  readonly health: Health
}

const CHILD = fileURLToPath(new URL('../.provoke/child.cjs', import.meta.url))
const TIME_LIMIT = 50_000

const runs = new Map<string, Promise<AppRun>>()

export async function runApp(sdk: SdkName, app: string, input?: unknown): Promise<Outcomes> {
  return (await runOnce(sdk, app, input)).outcomes
}

export async function readHealth(sdk: SdkName, app: string, input?: unknown): Promise<Health> {
  return (await runOnce(sdk, app, input)).health
}

/** Each application is run once with each input, however many tests look at it. */
function runOnce(sdk: SdkName, app: string, input: unknown): Promise<AppRun> {
  const key = JSON.stringify([sdk, app, input])
  const run = runs.get(key) ?? startApp(sdk, app, input)
  runs.set(key, run)
  return run
}

/** Runs an application in a process of its own against an endpoint of its own. */
async function startApp(sdk: SdkName, app: string, input: unknown): Promise<AppRun> {
  await using endpoint = await startEndpoint()
  const setup: ChildSetup = { sdk, app, dsn: endpoint.dsn, input }
  const child = fork(CHILD, [JSON.stringify(setup)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: TIME_LIMIT,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  let outcomes: Outcomes | undefined
  child.on('message', (message: Outcomes) => (outcomes = message))
  await once(child, 'close')
  if (!outcomes) throw new Error(`${app} did not come to its end:\n${output}`)
  const arrived = endpoint.received.events.length
  const sent = Object.values(outcomes).flatMap((outcome) => outcome.sent).length
  if (arrived !== sent) throw new Error(`${sent} events were let go, ${arrived} arrived`)
  return { outcomes, health: sumUp(endpoint.received.aggregates) }
}

function sumUp(aggregates: readonly Partial<Health>[]): Health {
  const count = (status: keyof Health): number =>
    aggregates.reduce((sum, { [status]: more = 0 }) => sum + more, 0)
  return { exited: count('exited'), errored: count('errored'), crashed: count('crashed') }
}
