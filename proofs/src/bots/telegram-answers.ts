import type { Case } from '../proof/proof.ts'
import { answers, rejectionFrom } from '../world/http-answers.ts'

/** How one client of Telegram's Bot API is asked, and what its errors are called. */
export interface TelegramClient<Module> {
  /** The name of its rules. */
  readonly name: string
  readonly identityOf: (code: number) => string | RegExp
  readonly call: (module: Module, apiRoot: string) => Promise<unknown>
}

interface Answer {
  readonly name: string
  readonly code: number
  readonly description: string
  readonly verdict: Case<never, never>['verdict']
  readonly rule?: string
  readonly nearMissOf?: readonly string[]
}

/** What the Bot API answers, as its documentation and its users report it: each client must judge it in the same way. */
const ANSWERS: readonly Answer[] = [
  {
    name: 'keeps a second poller',
    code: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot runs',
    verdict: 'bug',
    rule: 'two-pollers',
  },
  {
    name: 'keeps a token that is wrong',
    code: 401,
    description: 'Unauthorized',
    verdict: 'bug',
    rule: 'token',
  },
  {
    name: 'keeps a token that is none',
    code: 404,
    description: 'Not Found',
    verdict: 'bug',
    rule: 'token',
    nearMissOf: ['outdated-update', 'user-unreachable'],
  },
  {
    name: 'holds back a call that came too soon',
    code: 429,
    description: 'Too Many Requests: retry after 5',
    verdict: 'transient',
    rule: 'flood-wait',
  },
  ...[500, 502, 503, 504].map(
    (code): Answer => ({
      name: `holds back a ${code} of Telegram`,
      code,
      description: 'Internal Server Error',
      verdict: 'transient',
      rule: 'server-error',
    }),
  ),
  ...[
    'Forbidden: bot was blocked by the user',
    'Forbidden: user is deactivated',
    'Forbidden: bot was kicked from the group chat',
    'Forbidden: bot was kicked from the supergroup chat',
  ].map(
    (description): Answer => ({
      name: `holds back a user who has gone: ${description}`,
      code: 403,
      description,
      verdict: 'expected',
      rule: 'user-unreachable',
    }),
  ),
  {
    name: 'keeps a channel that the bot may not post to any more',
    code: 403,
    description: 'Forbidden: bot was kicked from the channel chat',
    verdict: 'bug',
    nearMissOf: ['user-unreachable', 'token'],
  },
  {
    name: 'keeps a chat that was never begun',
    code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
    verdict: 'bug',
    nearMissOf: ['user-unreachable', 'token'],
  },
  {
    name: 'holds back a pressed button that was answered too late',
    code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    verdict: 'transient',
    rule: 'query-expired',
    nearMissOf: ['outdated-update'],
  },
  ...[
    'Bad Request: message is not modified: specified new message content is exactly the same',
    'Bad Request: message to edit not found',
  ].map(
    (description): Answer => ({
      name: `holds back an update that is outdated: ${description}`,
      code: 400,
      description,
      verdict: 'expected',
      rule: 'outdated-update',
    }),
  ),
  {
    name: 'keeps a message that is not well formed',
    code: 400,
    description: "Bad Request: can't parse entities",
    verdict: 'bug',
    nearMissOf: ['outdated-update', 'query-expired', 'flood-wait', 'server-error', 'two-pollers'],
  },
  {
    name: 'keeps a chat that does not exist',
    code: 400,
    description: 'Bad Request: chat not found',
    verdict: 'bug',
    nearMissOf: ['outdated-update'],
  },
]

/** One case for each answer of Telegram's, provoked on a stub of its API. */
export function telegramCases<Module>({
  name: library,
  identityOf,
  call,
}: TelegramClient<Module>): readonly Case<Module, undefined>[] {
  return ANSWERS.map(({ name, code, description, verdict, rule, nearMissOf = [] }) => ({
    name,
    provoke: (module) =>
      rejectionFrom(answers(code, { ok: false, error_code: code, description }), (url) => call(module, url)),
    identity: identityOf(code),
    verdict,
    rule: rule && `${library}/${rule}`,
    nearMissOf: nearMissOf.map((id) => `${library}/${id}`),
  }))
}

/** A message to the bot, as Telegram sends it. */
export const UPDATE = {
  update_id: 1,
  message: {
    message_id: 1,
    date: 1,
    chat: { id: 1, type: 'private', first_name: 'User' },
    from: { id: 2, is_bot: false, first_name: 'User' },
    text: 'no JSON',
  },
} as const
