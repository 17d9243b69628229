import type OpenAI from 'openai'
import type { pino as Pino } from 'pino'
import { visitExpress, withUpstream } from '../app-server.ts'
import type { Scenario } from '../scenario.ts'

/** The provider is overloaded: the SDK captures inside the client, the application logs, nobody handles it. */
export const run: Scenario<'unhandled' | 'handled'> = async (context) => {
  const { Sentry, init, ledger, load, input } = context
  init({}, { tracesSampleRate: 1, integrations: [Sentry.pinoIntegration({ error: { levels: ['error'] } })] })
  const { pino } = await load<{ pino: typeof Pino }>('pino')
  const { OpenAI: Client } = await load<{ OpenAI: typeof OpenAI }>('openai')
  const logger = pino({ name: 'core.llm' })

  const statuses = await withUpstream([503, { error: { message: 'overloaded' } }], async (baseURL) => {
    const client = new Client({ apiKey: 'test', baseURL, maxRetries: 0 })
    async function answer(): Promise<string> {
      try {
        await client.chat.completions.create({ model: 'any', messages: [] })
      } catch (error) {
        logger.error(error)
        if (input === 'unhandled') throw error
      }
      return 'sorry'
    }
    return visitExpress(context, { '/': answer }, ['/'])
  })
  await Sentry.flush(10_000)
  return { statuses, ledger: ledger() }
}
