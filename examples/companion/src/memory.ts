import { ChromaClient, type Collection } from 'chromadb'
import type { Config } from './config.js'
import type { Database } from './database/database.js'
import type { Llm } from './llm.js'
import { createLogger } from './log.js'

export interface Memory {
  remember(userId: string, text: string): Promise<void>
  recall(userId: string, text: string): Promise<string[]>
  streak(userId: string): Promise<number>
}

interface MemoryOptions {
  readonly config: Config
  readonly database: Database
  readonly llm: Llm
}

const log = createLogger('core.memory')

export function createMemory({ config, database, llm }: MemoryOptions): Memory {
  const { hostname, port, protocol } = new URL(config.chromaUrl)
  const client = new ChromaClient({ host: hostname, port: Number(port), ssl: protocol === 'https:' })
  let memories: Collection | undefined

  async function collection(): Promise<Collection> {
    memories ??= await client.getOrCreateCollection({ name: 'memories', embeddingFunction: null })
    return memories
  }

  return {
    async remember(userId, text) {
      const embedding = await llm.embed(text)
      await (await collection()).upsert({
        ids: [`${userId}:${text.length}`],
        embeddings: [embedding],
        documents: [text],
        metadatas: [{ userId }],
      })
    },
    async recall(userId, text) {
      try {
        const embedding = await llm.embed(text)
        const found = await (await collection()).query({
          queryEmbeddings: [embedding],
          nResults: 3,
          where: { userId },
        })
        const documents = found.documents[0]?.filter((document) => document !== null) ?? []
        if (documents.length === 0) log.error(`nothing to recall for user ${userId}`)
        return documents
      } catch (err) {
        log.error({ err }, 'recall failed, answering without memories')
        return []
      }
    },
    async streak(userId) {
      try {
        const rows = await database.query<{ days: number }>(
          'select days from user_streaks where user_id = $1',
          [userId],
        )
        return rows[0]?.days ?? 0
      } catch (err) {
        log.error({ err }, 'streak lookup failed')
        return 0
      }
    },
  }
}
