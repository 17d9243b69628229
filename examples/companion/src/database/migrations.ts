import type { Database } from './database.js'

const MIGRATIONS: readonly string[] = [
  `create table users (
     id text primary key,
     name text not null default '',
     timezone text not null default 'UTC',
     blocked boolean not null default false
   )`,
  `create table messages (
     id bigint generated always as identity primary key,
     user_id text not null references users (id),
     role text not null,
     text text not null
   )`,
  'create index messages_user on messages (user_id, id)',
  `create table payments (
     id text primary key,
     user_id text not null,
     amount integer not null
   )`,
  `create table ledger (
     id bigint generated always as identity primary key,
     user_id text not null,
     payment_id text not null,
     amount integer not null
   )`,
  'create table subscriptions (user_id text primary key, state text not null)',
  'create table user_streak (user_id text primary key, days integer not null)',
  'create table drafts (user_id text primary key, title text not null)',
]

/** Brings the schema up to date. Each statement runs once. */
export async function migrate(database: Database): Promise<void> {
  await database.query('create table if not exists migrations (number integer primary key)')
  const done = await database.query<{ number: number }>('select number from migrations')
  const numbers = new Set(done.map((row) => row.number))

  for (const [number, statement] of MIGRATIONS.entries()) {
    if (numbers.has(number)) continue
    await database.query(statement)
    await database.query('insert into migrations (number) values ($1)', [number])
  }
}
