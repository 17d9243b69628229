import type { Database } from './database/database.js'

export interface User {
  readonly id: string
  readonly name: string
  readonly timezone: string
}

export interface Users {
  save(user: User): Promise<void>
  touch(id: string): Promise<void>
  reachable(): Promise<User[]>
  block(ids: readonly string[]): Promise<void>
  addMessage(userId: string, role: 'user' | 'assistant', text: string): Promise<void>
}

export function createUsers(database: Database): Users {
  return {
    async save({ id, name, timezone }) {
      await database.query(
        `insert into users (id, name, timezone) values ($1, $2, $3)
         on conflict (id) do update set name = excluded.name, timezone = excluded.timezone`,
        [id, name, timezone],
      )
    },
    async touch(id) {
      await database.query(
        'insert into users (id) values ($1) on conflict (id) do update set blocked = false',
        [id],
      )
    },
    reachable: () =>
      database.query<{ id: string; name: string; timezone: string }>(
        'select id, name, timezone from users where not blocked order by id',
      ),
    async block(ids) {
      await database.query('update users set blocked = true where id = any ($1)', [ids])
    },
    async addMessage(userId, role, text) {
      await database.query('insert into messages (user_id, role, text) values ($1, $2, $3)', [
        userId,
        role,
        text,
      ])
    },
  }
}
