import type { pino as Pino } from 'pino'
import type { Scenario } from '../scenario.ts'

/** Two hundred operational log lines in one tick, and among them twenty that carry a real error. */
export const run: Scenario = async ({ Sentry, init, load }) => {
  init(
    { operationalLoggers: ['core.llm'] },
    { integrations: [Sentry.pinoIntegration({ error: { levels: ['error', 'fatal'] } })] },
  )
  const { pino } = await load<{ pino: typeof Pino }>('pino')
  const logger = pino({ name: 'core.llm' })
  for (let index = 0; index < 200; index++) {
    if (index % 10 === 0) logger.error({ err: new Error(`real ${index / 10}`) }, 'the answer was unusable')
    else logger.error(`the model did not answer, trying the next one (${index})`)
  }
}
