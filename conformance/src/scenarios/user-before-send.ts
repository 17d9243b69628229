import type { ErrorEvent } from 'sentry-10'
import type { Scenario } from '../scenario.ts'

type Hook = (event: ErrorEvent) => ErrorEvent | PromiseLike<ErrorEvent | null> | null

/** Users' hooks as they are in real applications; the types of some of them promise more than they keep. */
const HOOKS = {
  throws(): never {
    throw new Error('broken hook')
  },
  rejects: () => Promise.reject(new Error('broken hook')),
  'answers nothing': () => undefined as never,
  'answers nothing later': async () => undefined as never,
  'answers a text': () => 'event' as never,
  changes: (event: ErrorEvent) => ({ ...event, tags: { ...event.tags, changed: 'yes' } }),
  'changes later': async (event: ErrorEvent) => ({ ...event, tags: { ...event.tags, changed: 'yes' } }),
  drops: () => null,
  'drops later': async () => null,
} satisfies Record<string, Hook>

/** One event for each kind of hook, which is told by a tag what to do. */
export const run: Scenario = async ({ Sentry, init, ledger }) => {
  const beforeSend: Hook = (event) => HOOKS[event.tags?.['hook'] as keyof typeof HOOKS](event)
  init({}, { beforeSend })
  for (const hook of Object.keys(HOOKS)) Sentry.captureException(new Error(hook), { tags: { hook } })
  await Sentry.flush(10_000)
  return ledger()
}
