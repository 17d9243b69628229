import { type ChildProcess, spawn } from 'node:child_process'

export interface AppOptions {
  readonly cwd: string
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  /** What the app prints once it can be asked. */
  readonly ready: RegExp
}

/** An application that runs as a process of its own. */
export interface App extends AsyncDisposable {
  /** Everything it has printed so far. */
  readonly output: () => string
  /** What {@link AppOptions.ready} found, with its groups. */
  readonly readiness: RegExpExecArray
  /** Asks it to stop as an orchestrator does, and waits until it has. */
  stop(): Promise<void>
}

const READY_WITHIN = 60_000
const STOPPED_WITHIN = 10_000

/** @throws when it ends, or says nothing of being ready for a minute; the message holds what it printed */
export async function startApp({ cwd, command, env, ready }: AppOptions): Promise<App> {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what the app starts itself has to end with it.
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const readiness = await waitUntilReady(child, ready, () => output)
  const stop = (): Promise<void> => stopGroup(child)
  return { output: () => output, readiness, stop, [Symbol.asyncDispose]: stop }
}

function waitUntilReady(child: ChildProcess, ready: RegExp, output: () => string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      clearTimeout(timer)
      void stopGroup(child)
      reject(new Error(`the app ${what}:\n${output()}`))
    }
    const timer = setTimeout(() => fail('was not ready in time'), READY_WITHIN)
    child.once('error', (error) => fail(`could not be started (${error.message})`))
    const onExit = (code: number | null, signal: string | null): void =>
      fail(`ended with ${code ?? signal} before it was ready`)
    child.once('exit', onExit)
    const look = (): void => {
      const found = ready.exec(output())
      if (!found) return
      clearTimeout(timer)
      child.off('exit', onExit)
      resolve(found)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
  })
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  signalGroup(child.pid, 'SIGTERM')
  const timer = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL'), STOPPED_WITHIN)
  await ended
  clearTimeout(timer)
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // It has ended by itself in the meantime.
  }
}
