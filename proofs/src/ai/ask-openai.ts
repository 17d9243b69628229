import type { RequestListener } from 'node:http'
import type * as OpenAI from 'openai'
import { meet } from '../world/provider.ts'

interface Question {
  readonly baseURL: string
  readonly timeout?: number
  readonly signal?: AbortSignal | undefined
  readonly isStreamed?: boolean
}

type Circumstances = Omit<Question, 'baseURL' | 'signal'> & { readonly end?: () => AbortSignal }

/** Asks openai's client once and reads its answer to the end, as an application does. */
export async function askOpenAI(
  { OpenAI: Client }: typeof OpenAI,
  { baseURL, timeout = 5_000, signal, isStreamed = false }: Question,
): Promise<string> {
  const client = new Client({ apiKey: 'key', baseURL, maxRetries: 0, timeout })
  const question = { model: 'gpt-5', messages: [{ role: 'user' as const, content: 'Hello?' }] }
  if (!isStreamed) {
    const completion = await client.chat.completions.create(question, { signal })
    return completion.choices.map(({ message }) => message.content).join('')
  }
  let text = ''
  for await (const chunk of await client.chat.completions.create({ ...question, stream: true }, { signal })) {
    text += chunk.choices[0]?.delta.content ?? ''
  }
  return text
}

/** What openai's client says of such a provider. */
export function facing(
  provider: RequestListener,
  { end, ...rest }: Circumstances = {},
): (module: typeof OpenAI) => Promise<unknown> {
  return (module) => meet(provider, (baseURL) => askOpenAI(module, { baseURL, signal: end?.(), ...rest }))
}

/** What openai's client says of a stream of this provider. */
export function facingStream(provider: RequestListener): (module: typeof OpenAI) => Promise<unknown> {
  return facing(provider, { isStreamed: true })
}
