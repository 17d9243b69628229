import { setTimeout } from 'node:timers/promises'
import { match } from '@sentry-presets/core'
import type { pino as Pino } from 'pino'
import { visitExpress, visitFastify } from '../app-server.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { systemError } from '../system-error.ts'

export interface ReArmInput {
  readonly logger: 'console' | 'pino'
  /** Whether the log record is held back in the first hook already, or only in the last. */
  readonly hook: 'first' | 'last'
}

/** Three errors, each captured inside a library call, logged, reported by the application, and handled by nobody. */
export const run: Scenario<ReArmInput> = async (context) => {
  const { Sentry, init, input } = context
  const { logger, hook } = input
  init(hook === 'first' ? {} : { rules: [OPERATIONAL] }, {
    tracesSampleRate: 1,
    integrations: [
      logger === 'pino'
        ? Sentry.pinoIntegration({ error: { levels: ['error'] } })
        : Sentry.captureConsoleIntegration({ levels: ['error'] }),
    ],
  })
  const log = await createLog(context)
  for (const [code, leave] of Object.entries(BOUNDARIES)) {
    const error = systemError(code)
    Sentry.captureException(error, { mechanism: { type: 'auto.ai.openai', handled: false } })
    log(error)
    Sentry.captureException(error)
    await leave(context, error)
  }
}

/** Where each error leaves the application. */
const BOUNDARIES: Record<string, (context: ScenarioContext<ReArmInput>, error: Error) => unknown> = {
  ECONNRESET: (_, error) => reject(error),
  EPIPE: (context, error) => visitExpress(context, { '/': () => Promise.reject(error) }, ['/']),
  UND_ERR_SOCKET: (context, error) => visitFastify(context, { '/': () => Promise.reject(error) }, ['/']),
}

/** Makes the judgement of an error wait for the logger, which the SDK puts on the event late. */
const OPERATIONAL = {
  id: 'app/operational-network',
  when: match.all(match.error('node:*'), match.any(match.logger('core.llm'), match.logger('console'))),
  verdict: 'expected',
  reason: 'The caller has another model to ask.',
} as const

async function createLog({ input, load }: ScenarioContext<ReArmInput>): Promise<(error: Error) => void> {
  if (input.logger === 'console') return (error) => console.error(error)
  const { pino } = await load<{ pino: typeof Pino }>('pino')
  const logger = pino({ name: 'core.llm' })
  return (error) => logger.error(error)
}

async function reject(error: Error): Promise<void> {
  void Promise.reject(error)
  // Node tells of an unhandled rejection once the microtasks are done.
  await setTimeout(0)
}
