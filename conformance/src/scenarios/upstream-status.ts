import type OpenAI from 'openai'
import { visitExpress, visitFastify, withUpstream } from '../app-server.ts'
import type { Scenario } from '../scenario.ts'

const VISITS = { express: visitExpress, fastify: visitFastify }

/** A provider forbids us something and nobody handles it; our own 403 and 404 are answers to our clients. */
export const run: Scenario<keyof typeof VISITS> = async (context) => {
  const { init, load, input } = context
  init({}, { tracesSampleRate: 1 })
  const { OpenAI: Client } = await load<{ OpenAI: typeof OpenAI }>('openai')
  return withUpstream([403, { error: { message: 'not your model' } }], (baseURL) => {
    const client = new Client({ apiKey: 'test', baseURL, maxRetries: 0 })
    const routes = {
      '/upstream': () => client.chat.completions.create({ model: 'any', messages: [] }),
      '/own': () => Promise.reject(Object.assign(new Error('not yours'), { status: 403, statusCode: 403 })),
      '/bug': () => Promise.reject(new Error('a bug')),
    }
    return VISITS[input](context, routes, ['/upstream', '/own', '/bug', '/missing'])
  })
}
