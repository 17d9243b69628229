import OpenAI from 'openai'
import pRetry from 'p-retry'
import type { Config } from './config.js'
import { createLogger } from './log.js'

export interface Llm {
  /** Asks each model of the chain until one answers. Throws the last model's error. */
  complete(userId: string, prompt: string): Promise<string>
  embed(text: string): Promise<number[]>
  models(): Promise<string[]>
}

const log = createLogger('core.llm')
const PROMPT_LIMIT = 2_000

export function createLlm({ llm, retry, requestTimeoutMs }: Config): Llm {
  const client = new OpenAI({
    apiKey: llm.apiKey,
    baseURL: llm.baseUrl,
    timeout: requestTimeoutMs,
    maxRetries: 0,
  })

  async function ask(model: string, userId: string, prompt: string): Promise<string> {
    const completion = await client.chat.completions.create({
      model,
      user: userId,
      messages: [{ role: 'user', content: prompt }],
    })
    return completion.choices[0]?.message.content ?? ''
  }

  function askWithRetries(model: string, userId: string, prompt: string): Promise<string> {
    return pRetry(() => ask(model, userId, prompt), {
      retries: retry.retries,
      minTimeout: retry.delayMs,
      onFailedAttempt: ({ error, attemptNumber }) => {
        log.error({ err: error, model, attemptNumber }, 'completion failed')
      },
    })
  }

  return {
    async complete(userId, prompt) {
      let failure: unknown
      for (const [index, model] of llm.models.entries()) {
        try {
          return await askWithRetries(model, userId, trimPrompt(prompt))
        } catch (err) {
          failure = err
          log.error({ err, model }, 'model gave no answer')
          const next = llm.models[index + 1]
          if (next) log.error({ userId }, `falling back from ${model} to ${next}`)
        }
      }
      throw failure
    },
    async embed(text) {
      const result = await client.embeddings.create({
        model: 'openai/text-embedding-3-small',
        input: text,
        encoding_format: 'float',
      })
      return result.data[0]?.embedding ?? []
    },
    async models() {
      const page = await client.models.list()
      return page.data.map((model) => model.id)
    },
  }
}

function trimPrompt(prompt: string): string {
  if (prompt.length <= PROMPT_LIMIT) return prompt
  log.error({ limit: PROMPT_LIMIT }, `prompt of ${prompt.length} characters trimmed`)
  return prompt.slice(-PROMPT_LIMIT)
}
