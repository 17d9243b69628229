import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** What a real application writes to the console. */
export const run: Scenario<readonly string[]> = ({ Sentry, init, input }) => {
  init(
    { operationalLoggers: input },
    { integrations: [Sentry.captureConsoleIntegration({ levels: ['error'] })] },
  )
  console.error('a line without an error')
  console.error('the connection was lost', systemError('ECONNRESET'))
  console.error('could not read the answer', new TypeError('bug behind a line'))
  console.error(new Error('bug by itself'))
  console.warn('below the levels that make events')
}
