import type { pino as Pino } from 'pino'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** What a real application writes with Pino, under several names. */
export const run: Scenario<'name' | 'module'> = async ({ Sentry, init, load, input }) => {
  init(
    { operationalLoggers: ['core'], loggerName: input },
    { integrations: [Sentry.pinoIntegration({ error: { levels: ['error', 'fatal'] } })] },
  )
  const { pino } = await load<{ pino: typeof Pino }>('pino')
  const llm =
    input === 'name' ? pino({ name: 'core.llm' }) : pino({ name: 'app' }).child({ module: 'core.llm' })
  const other =
    input === 'name' ? pino({ name: 'corefile' }) : pino({ name: 'core' }).child({ module: 'billing' })

  llm.error('operational: asking the next model')
  llm.error({ err: systemError('ECONNRESET') }, 'operational: the connection was lost')
  llm.error({ err: new TypeError('bug in an operational module') }, 'could not read the answer')
  llm.fatal('a fatal line')
  llm.warn('below the levels that make events')
  other.error('line of another logger')
  other.error({ err: systemError('EPIPE') }, 'operational: the caller went away')
}
