import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ChildSetup } from './child.ts'
import { type Received, startEndpoint } from './endpoint.ts'
import type { SdkName } from './sdks.ts'

export interface RunOptions {
  readonly input?: unknown
  /** How the process loads the SDK, the preset and the libraries. @default cjs, which instruments without a hook */
  readonly format?: 'cjs' | 'esm'
  /** Flags for Node. */
  readonly execArgv?: readonly string[]
}

/** How the process ended, what it said, and what the endpoint received from it. */
export interface ScenarioRun<Result> extends Received {
  readonly result: Result
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  readonly port: number
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))
const TIME_LIMIT = 25_000

/** Runs one scenario against one SDK in a process of its own. */
export async function runScenario<Result = undefined>(
  sdk: SdkName,
  scenario: string,
  { input, format = 'cjs', execArgv = [] }: RunOptions = {},
): Promise<ScenarioRun<Result>> {
  await using endpoint = await startEndpoint()
  const { dsn, port, received } = endpoint
  const setup: ChildSetup = { sdk, scenario, format, dsn, input }
  const child = fork(CHILD, [JSON.stringify(setup)], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: TIME_LIMIT,
    killSignal: 'SIGKILL',
  })
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
  const answers: { result: Result }[] = []
  child.on('message', (answer: { result: Result }) => answers.push(answer))
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (...end) => resolve(end))
  })
  // A scenario that ends its own process answers nothing, and its test does not ask.
  return { ...received, result: answers[0]?.result as Result, code, signal, output, port }
}

/** The same, for scenarios that have to come to their end. */
export async function runToEnd<Result = undefined>(
  sdk: SdkName,
  scenario: string,
  options?: RunOptions,
): Promise<ScenarioRun<Result>> {
  const run = await runScenario<Result>(sdk, scenario, options)
  if (run.code !== 0) throw new Error(`${scenario} ended with ${run.code ?? run.signal}:\n${run.output}`)
  return run
}
