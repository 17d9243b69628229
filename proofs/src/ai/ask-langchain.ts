import type { RequestListener } from 'node:http'
import type * as Parsers from '@langchain/core/output_parsers'
import type * as Prompts from '@langchain/core/prompts'
import type * as Callers from '@langchain/core/utils/async_caller'
import type * as Models from '@langchain/openai'
import type * as LangChain from 'langchain'
import { z } from 'zod'
import { meet, streaming } from '../world/provider.ts'

export type Module = Pick<typeof LangChain, 'createAgent' | 'createMiddleware' | 'tool'> &
  Pick<typeof Models, 'ChatOpenAI'> &
  Pick<typeof Callers, 'AsyncCaller'> &
  Pick<typeof Parsers, 'StructuredOutputParser'> &
  Pick<typeof Prompts, 'ChatPromptTemplate'>

export function says(code: string, message: string) {
  return { error: { message, type: code, param: null, code } }
}

export function callsTool() {
  const call = { id: '1', type: 'function', function: { name: 'look', arguments: '{}' } }
  return {
    choices: [{ message: { role: 'assistant', content: '', tool_calls: [call] }, finish_reason: 'stop' }],
  }
}

interface Options {
  readonly timeout?: number
  readonly useResponsesApi?: boolean
}

export function createModel({ ChatOpenAI }: Module, baseURL: string, options: Options = {}) {
  return new ChatOpenAI({ model: 'm', apiKey: 'key', maxRetries: 0, configuration: { baseURL }, ...options })
}

export function facing(provider: RequestListener, options?: Options) {
  return (module: Module) => meet(provider, (url) => createModel(module, url, options).invoke('Hello?'))
}

export function facingStream(provider: RequestListener) {
  return (module: Module) =>
    meet(provider, async (url) => {
      for await (const chunk of await createModel(module, url).stream('Hello?')) void chunk
    })
}

const QUESTION = { messages: [{ role: 'user', content: 'Hello?' }] }

export async function askAgent(
  module: Module,
  url: string,
  around?: (ask: () => unknown) => unknown,
): Promise<unknown> {
  const middleware = module.createMiddleware({
    name: 'Around',
    // What it answers with does not matter here: it always throws.
    wrapModelCall: (request, handler) => around?.(() => handler(request)) as ReturnType<typeof handler>,
  })
  const agent = module.createAgent({
    model: createModel(module, url),
    tools: [],
    middleware: around ? [middleware] : [],
  })
  return agent.invoke(QUESTION)
}

export function failOnOurOwn(): never {
  throw new Error('our own')
}

export function failLikeAbort(): never {
  throw Object.assign(new Error('Request was aborted.'), { name: 'AbortError' })
}

export function failLikeTimeout(): never {
  throw Object.assign(new Error('Request timed out.'), { name: 'TimeoutError' })
}

/** A handler for tokens makes the model stream its answer even to who asked for it in one piece. */
export function callOffAnswer(module: Module, token: string, options?: Options): Promise<unknown> {
  const controller = new AbortController()
  const handler = { name: 'tokens', lc_prefer_streaming: true, handleLLMNewToken: () => controller.abort() }
  return meet(streaming(token), (url) =>
    createModel(module, url, options).invoke('Hello?', {
      callbacks: [handler],
      signal: controller.signal,
    }),
  )
}

export async function askInCircles(module: Module, url: string): Promise<unknown> {
  const look = module.tool(() => 'nothing', { name: 'look', description: 'Looks', schema: z.object({}) })
  const agent = module.createAgent({ model: createModel(module, url), tools: [look] })
  return agent.invoke(QUESTION, { recursionLimit: 3 })
}
