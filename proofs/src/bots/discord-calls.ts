import { once } from 'node:events'
import type * as Discord from 'discord.js'
import { answers, rejectionFrom } from '../world/http-answers.ts'

export function createRest(
  { REST }: typeof Discord,
  api: string,
  options: Partial<Discord.RESTOptions> = {},
): Discord.REST {
  return new REST({ api, retries: 0, ...options }).setToken('token')
}

export function createClient({ Client }: typeof Discord, api: string): Discord.Client {
  const client = new Client({ intents: [], rest: { api, retries: 0 } })
  client.rest.setToken('token')
  return client
}

/** What a shard that connects to this gateway tells of. */
export async function loginTo(module: typeof Discord, url: string): Promise<unknown> {
  const information = {
    url,
    shards: 1,
    session_start_limit: { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 },
  }
  return rejectionFrom(answers(200, information), async (api) => {
    const client = createClient(module, api)
    const failed = once(client, 'shardError')
    client.login('token').catch(() => {})
    const [error] = await failed
    await client.destroy()
    throw error
  })
}
