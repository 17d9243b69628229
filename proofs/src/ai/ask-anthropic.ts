import type { RequestListener } from 'node:http'
import type * as Anthropic from '@anthropic-ai/sdk'
import { meet } from '../world/provider.ts'

export type Module = typeof Anthropic

export const QUESTION: Anthropic.Anthropic.MessageCreateParamsNonStreaming = {
  model: 'claude',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Hello?' }],
}

/** A body as in https://platform.claude.com/docs/en/api/errors */
export function says(type: string, message: string, code?: string) {
  const error = { type, message, ...(code !== undefined && { details: { error_code: code } }) }
  return { type: 'error', error, request_id: 'req_1' }
}

export function createClient({ Anthropic: Client }: Module, options: Anthropic.ClientOptions) {
  return new Client({ apiKey: 'key', maxRetries: 0, timeout: 5_000, ...options })
}

export async function ask(
  module: Module,
  options: Anthropic.ClientOptions,
  signal?: AbortSignal,
): Promise<void> {
  await createClient(module, options).messages.create(QUESTION, { signal })
}

async function askForStream(module: Module, baseURL: string): Promise<void> {
  const client = createClient(module, { baseURL })
  for await (const event of await client.messages.create({ ...QUESTION, stream: true })) void event
}

export function facing(provider: RequestListener, options?: Anthropic.ClientOptions) {
  return (module: Module) => meet(provider, (baseURL) => ask(module, { baseURL, ...options }))
}

export function facingStream(provider: RequestListener) {
  return (module: Module) => meet(provider, (baseURL) => askForStream(module, baseURL))
}
