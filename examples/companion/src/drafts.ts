import type { Database } from './database/database.js'

/** Long stories that a user dictates line by line. They live in memory until finished. */
export interface Drafts {
  open(userId: string): void
  add(userId: string, line: string): boolean
  /** Saves what is unfinished under its longest line. */
  save(): Promise<void>
}

export function createDrafts(database: Database): Drafts {
  const drafts = new Map<string, string[]>()

  return {
    open(userId) {
      drafts.set(userId, [])
    },
    add(userId, line) {
      const lines = drafts.get(userId)
      lines?.push(line)
      return lines !== undefined
    },
    async save() {
      const titles = [...drafts].map(([userId, lines]) => ({ userId, title: longest(lines) }))
      for (const { userId, title } of titles) {
        await database.query(
          `insert into drafts (user_id, title) values ($1, $2)
           on conflict (user_id) do update set title = excluded.title`,
          [userId, title],
        )
      }
    },
  }
}

function longest(lines: readonly string[]): string {
  return lines.reduce((best, line) => (line.length > best.length ? line : best))
}
