import type { Verdict } from '@sentry-presets/core'
import { type Case, rejectionOf } from '../proof/proof.ts'
import type { Postgres, PostgresAddress } from '../world/postgres.ts'

/** What makes drivers of PostgreSQL comparable. */
export interface SqlDriver<Module> {
  /** As in the ids of its rules. */
  readonly name: string
  /** The class under which it passes on what the server says: `pg:DatabaseError`. */
  readonly serverError: string
  /** Answers when the server has let it in. */
  readonly connect: (module: Module, address: PostgresAddress) => Promise<SqlSession>
  /** What it says itself of a session that the server ends, where it does not pass on the server's last words. */
  readonly lost?: { readonly identity: string; readonly rule: string }
}

/** One connection. */
export interface SqlSession {
  /** @param text statements, separated by semicolons */
  readonly query: (text: string) => Promise<unknown>
  readonly end: () => Promise<void>
}

export interface PostgresWorld {
  readonly server: Postgres
}

/** What PostgreSQL says, provoked through a driver: every driver passes on the same, and is judged alike. */
export function askThrough<Module>(
  { name: driver, serverError, connect, lost }: SqlDriver<Module>,
  cases: readonly SqlStateCase[],
): readonly Case<Module, PostgresWorld>[] {
  return cases.map(({ name, state, provoke, verdict, rule, near = [] }) => ({
    name,
    provoke: (module, { server }) =>
      provoke({ server, connect: (as) => connect(module, { ...server.config, ...as }) }),
    identity: `${serverError}#${state}`,
    verdict,
    rule: rule && `${driver}/${rule}`,
    nearMissOf: near.map((id) => `${driver}/${id}`),
    ...(state === '57P01' && lost),
  }))
}

export interface Database extends PostgresWorld {
  readonly connect: (as?: Partial<PostgresAddress>) => Promise<SqlSession>
}

export interface SqlStateCase {
  readonly name: string
  readonly state: string
  readonly provoke: (database: Database) => Promise<unknown>
  readonly verdict: Verdict
  /** Without the name of the library. */
  readonly rule: string | undefined
  readonly near?: readonly string[]
}

/** What the last of these statements fails with. */
export async function run(
  connecting: Promise<SqlSession>,
  ...statements: readonly string[]
): Promise<unknown> {
  const session = await connecting
  for (const statement of statements.slice(0, -1)) await session.query(statement)
  const error = await rejectionOf(session.query(statements.at(-1) ?? ''))
  await session.end()
  return error
}

type Sessions = readonly [SqlSession, SqlSession, ...SqlSession[]]

export async function withSessions(
  count: number,
  connect: Database['connect'],
  work: (sessions: Sessions) => Promise<unknown>,
): Promise<unknown> {
  const sessions = await Promise.all(Array.from({ length: count }, () => connect()))
  const error = await work(sessions as unknown as Sessions) // nobody asks for more of them than `count`
  for (const session of sessions) await session.end()
  return error
}
