import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FromApp, LedgerReport, ToApp } from './protocol.ts'

export interface AppProcess {
  readonly url: string
  tick(now: number): Promise<void>
  /** Resolves when jobs are done and the SDK has sent what it had. */
  settle(): Promise<void>
  /** SIGTERM, as a release sends it. Resolves when the process is gone. */
  stop(): Promise<void>
}

interface StartOptions {
  readonly variant: string
  readonly env: Readonly<Record<string, string>>
  readonly logFile: number
  readonly onReport: (report: LedgerReport) => void
}

/** The application starts four times a day: its code is compiled once. */
const COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url))
const STOP_MS = 15_000
const SETTLE_MS = 30_000

export async function startAppProcess({
  variant,
  env,
  logFile,
  onReport,
}: StartOptions): Promise<AppProcess> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathOf('./sdk-hook.ts'),
      '--import',
      pathOf(`../variants/${variant}.ts`),
      pathOf('./main.ts'),
    ],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
      stdio: ['ignore', logFile, logFile, 'ipc'],
    },
  )
  child.on('message', (message: FromApp) => {
    if (message.type === 'report') onReport(message.report)
  })
  const ready = await expect(child, 'ready')

  return {
    url: ready.url,
    async tick(now) {
      const ticked = expect(child, 'ticked')
      send(child, { type: 'tick', now })
      await ticked
    },
    async settle() {
      const settled = expect(child, 'settled')
      send(child, { type: 'settle' })
      await settled
    },
    async stop() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(timer)
    },
  }
}

function expect<Type extends FromApp['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<FromApp, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(new Error(`the app did not say "${type}"`))),
      SETTLE_MS,
    )
    const onExit = (code: number | null) => {
      finish(() => reject(new Error(`the app ended with ${code} before it said "${type}"`)))
    }
    const onMessage = (message: FromApp) => {
      if (isOf(message, type)) finish(() => resolve(message))
    }
    function finish(settle: () => void): void {
      clearTimeout(timer)
      child.off('exit', onExit).off('message', onMessage)
      settle()
    }
    child.on('exit', onExit).on('message', onMessage)
  })
}

function isOf<Type extends FromApp['type']>(
  message: FromApp,
  type: Type,
): message is Extract<FromApp, { type: Type }> {
  return message.type === type
}

function send(child: ChildProcess, message: ToApp): void {
  child.send(message)
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
