import type { RequestListener } from 'node:http'
import type * as Groq from 'groq-sdk'
import { meet } from '../world/provider.ts'

export type Module = typeof Groq

const QUESTION = { model: 'llama', messages: [{ role: 'user' as const, content: 'Hello?' }] }

/** A body as in https://console.groq.com/docs/errors */
export function says(message: string, type: string, code?: string) {
  return { error: { message, type, ...(code !== undefined && { code }) } }
}

export function limit(what: string) {
  const message = `Rate limit reached for model \`llama\` on ${what}: Limit 100, Used 99, Requested 3.`
  return says(message, 'tokens', 'rate_limit_exceeded')
}

function createClient({ Groq: Client }: Module, baseURL: string, options: Groq.ClientOptions = {}) {
  return new Client({ apiKey: 'key', maxRetries: 0, timeout: 5_000, baseURL, ...options })
}

export async function ask(
  module: Module,
  baseURL: string,
  options?: Groq.ClientOptions,
  signal?: AbortSignal,
) {
  await createClient(module, baseURL, options).chat.completions.create(QUESTION, { signal })
}

export async function askForStream(module: Module, baseURL: string): Promise<void> {
  const client = createClient(module, baseURL)
  for await (const chunk of await client.chat.completions.create({ ...QUESTION, stream: true })) void chunk
}

export function facing(provider: RequestListener, options?: Groq.ClientOptions) {
  return (module: Module) => meet(provider, (baseURL) => ask(module, baseURL, options))
}
