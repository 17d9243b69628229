import type { RequestListener } from 'node:http'
import type * as Mistral from '@mistralai/mistralai'
import { hanging, meet } from '../world/provider.ts'

export type Module = typeof Mistral

export const CHUNK = { id: '1', model: 'mistral', choices: [] }

export const QUESTION = { model: 'mistral', messages: [{ role: 'user' as const, content: 'Hello?' }] }

/** A body as Mistral's API sends it with a code of its own. */
export function says(status: number, message: string, type: string, code: string) {
  return { object: 'error', message, type, param: null, code, raw_status_code: status }
}

export function createClient({ Mistral: Client }: Module, options: Mistral.SDKOptions) {
  return new Client({ apiKey: 'key', timeoutMs: 5_000, ...options })
}

export async function ask(module: Module, options: Mistral.SDKOptions, signal?: AbortSignal): Promise<void> {
  await createClient(module, options).chat.complete(QUESTION, signal && { fetchOptions: { signal } })
}

export async function askForStream(module: Module, serverURL: string): Promise<void> {
  for await (const event of await createClient(module, { serverURL }).chat.stream(QUESTION)) void event
}

export function facing(provider: RequestListener, options?: Mistral.SDKOptions) {
  return (module: Module) => meet(provider, (serverURL) => ask(module, { serverURL, ...options }))
}

export function calledOff(module: Module): Promise<unknown> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return meet(hanging, (serverURL) => ask(module, { serverURL }, controller.signal))
}
