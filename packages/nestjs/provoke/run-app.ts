import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startEndpoint } from '@sentry-presets/conformance/endpoint'
import type { ChildSetup, Outcome } from './outcome.cjs'

/** The SDKs under test, by the names they are installed under. */
export const SDKS = ['sentry-nestjs-9', '@sentry/nestjs', 'sentry-nestjs-11'] as const
export type SdkName = (typeof SDKS)[number]

export type Outcomes = Readonly<Record<string, Outcome>>

const CHILD = fileURLToPath(new URL('../.provoke/child.cjs', import.meta.url))
const TIME_LIMIT = 50_000

const runs = new Map<string, Promise<Outcomes>>()

/** Each application is run once with each input, however many tests look at it. */
export function runApp(sdk: SdkName, app: string, input?: unknown): Promise<Outcomes> {
  const key = JSON.stringify([sdk, app, input])
  const run = runs.get(key) ?? startApp(sdk, app, input)
  runs.set(key, run)
  return run
}

/** Runs an application in a process of its own against an endpoint of its own. */
async function startApp(sdk: SdkName, app: string, input: unknown): Promise<Outcomes> {
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
  return outcomes
}
