import type { RequestListener } from 'node:http'
import type * as OpenAICompatible from '@ai-sdk/openai-compatible'
import type * as Ai from 'ai'
import { meet } from '../world/provider.ts'

export type Module = typeof Ai & typeof OpenAICompatible

type Options = Pick<Parameters<typeof Ai.generateText>[0], 'abortSignal' | 'maxRetries'>

export function question({ createOpenAICompatible }: Module, baseURL: string) {
  const provider = createOpenAICompatible({
    name: 'stub',
    baseURL,
    apiKey: 'key',
    supportsStructuredOutputs: true,
  })
  return { model: provider.chatModel('m'), prompt: 'Hello?', maxRetries: 0 }
}

export function facing(provider: RequestListener, options: Options = {}) {
  return (module: Module) =>
    meet(provider, (url) => module.generateText({ ...question(module, url), ...options }))
}

/** A stream tells its reader, and its error handler, why it failed. */
export function facingStream(provider: RequestListener) {
  return (module: Module) =>
    meet(provider, async (url) => {
      const { fullStream } = module.streamText({ ...question(module, url), onError() {} })
      for await (const part of fullStream) if (part.type === 'error') throw part.error
    })
}

/** A body as in https://platform.openai.com/docs/guides/error-codes */
export function says(message: string, code: string) {
  return { error: { message, type: 'error', param: null, code } }
}
