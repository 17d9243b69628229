import { catalog } from '@sentry-presets/catalog'
import { createEngine, defineLibrary, type Library, type Rule, type Verdict } from '@sentry-presets/core'
import { describe, expect, it } from 'vitest'
import { next, redacted, rendered, waitBeyondPrerender } from '../../provoke/next.js'
import { failureOf, failureWhenUpstreamBreaksOff, failureWhenVisitorLeaves } from '../../provoke/visitors.js'
import { clientRules } from './client-rules.js'
import { serverLibrary } from './server-library.js'

interface Case {
  readonly name: string
  readonly provoke: () => unknown
  /** What captured it. @default the application itself */
  readonly mechanism?: string
  readonly rule: string | undefined
  readonly verdict: Verdict
  /** The rule that it resembles and that must not decide it. */
  readonly nearMissOf?: string
}

const AT_BOUNDARY = 'auto.function.nextjs.on_request_error'
const IN_ACTION = 'auto.function.nextjs.server_action'

const SERVER: readonly Case[] = [
  signal('redirect()', () => next.redirect('/login'), 'next/redirect'),
  signal('permanentRedirect()', () => next.permanentRedirect('/new'), 'next/redirect'),
  signal('notFound()', () => next.notFound(), 'next/access-fallback'),
  signal('forbidden()', () => next.forbidden(), 'next/access-fallback'),
  signal('unauthorized()', () => next.unauthorized(), 'next/access-fallback'),
  signal(
    'a request asked for too early',
    () => thrown(new next.DynamicServerError('headers')),
    'next/dynamic-usage',
  ),
  signal(
    'a component for the browser only',
    () => thrown(new next.BailoutToCSRError('next/dynamic')),
    'next/client-rendering',
  ),
  {
    name: 'what still waited when a prerender ended',
    provoke: () => failureOf(waitBeyondPrerender),
    mechanism: 'auto.node.onunhandledrejection',
    rule: 'next/prerender-ended',
    verdict: 'control-flow',
  },
  {
    name: 'forbidden() on its way through an action',
    provoke: () => failureOf(() => next.forbidden()),
    mechanism: IN_ACTION,
    rule: 'next/signal-passed-on',
    verdict: 'control-flow',
  },
  {
    name: 'a redirect that nobody acted on',
    provoke: () => failureOf(() => next.redirect('/login')),
    mechanism: AT_BOUNDARY,
    rule: 'next/redirect',
    verdict: 'expected',
    nearMissOf: 'next/signal-passed-on',
  },
  ...['next/redirect', 'next/access-fallback'].map((nearMissOf) => ({
    name: `an error of the application that got a digest when it was rendered (${nearMissOf})`,
    provoke: () => rendered(new Error('NEXT_REDIRECT')),
    mechanism: AT_BOUNDARY,
    rule: undefined,
    verdict: 'bug' as const,
    nearMissOf,
  })),
  {
    name: 'a page that must be static and asks for a request',
    provoke: () => new next.StaticGenBailoutError('Route / with `dynamic = "error"` used `headers`'),
    mechanism: AT_BOUNDARY,
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/dynamic-usage',
  },
  {
    name: 'a client component that blocks the prerender',
    provoke: () => new next.ClientHookDynamicError('/', 'useSearchParams()'),
    mechanism: AT_BOUNDARY,
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/client-rendering',
  },
  {
    name: 'a cached function that never came to its end',
    provoke: () => new next.UseCacheTimeoutError(),
    mechanism: AT_BOUNDARY,
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/prerender-ended',
  },
  {
    name: 'work that Next called off when the visitor left',
    provoke: () =>
      failureWhenVisitorLeaves((_, response) => untilAborted(next.createAbortController(response).signal)),
    mechanism: AT_BOUNDARY,
    rule: 'next/response-aborted',
    verdict: 'control-flow',
  },
  {
    name: 'work that the application called off itself',
    provoke: () => failureOf(() => untilAborted(AbortSignal.abort())),
    mechanism: AT_BOUNDARY,
    rule: 'node/aborted',
    verdict: 'expected',
    nearMissOf: 'next/response-aborted',
  },
  {
    name: 'an upload that the visitor broke off',
    provoke: () => failureWhenVisitorLeaves((request) => request.toArray()),
    mechanism: AT_BOUNDARY,
    rule: 'next/request-aborted',
    verdict: 'control-flow',
  },
  {
    name: 'an answer that the other server broke off',
    provoke: failureWhenUpstreamBreaksOff,
    mechanism: AT_BOUNDARY,
    rule: 'node/connection-reset',
    verdict: 'transient',
    nearMissOf: 'next/request-aborted',
  },
  {
    name: 'an action that this deployment does not have',
    provoke: () => next.getActionNotFoundError('00abcd'),
    mechanism: AT_BOUNDARY,
    rule: 'next/server-action-not-found',
    verdict: 'transient',
  },
  {
    name: 'an action of the application that does not find a server',
    provoke: () => new Error('Failed to find Server 17'),
    mechanism: AT_BOUNDARY,
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/server-action-not-found',
  },
]

const CLIENT: readonly Case[] = [
  {
    name: 'a redacted error of the server',
    provoke: () => failureOf(() => redacted('1146658368')),
    rule: 'next/redacted-twin',
    verdict: 'control-flow',
  },
  {
    name: 'an error with a digest that is not redacted',
    provoke: () => rendered(new Error('An error occurred in the Server Components render of ours')),
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/redacted-twin',
  },
  {
    name: 'a redacted error without a digest, which nobody can find on the server',
    provoke: async () =>
      Object.assign((await failureOf(() => redacted('1'))) as object, { digest: undefined }),
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/redacted-twin',
  },
  { ...signal('redirect()', () => next.redirect('/login'), 'next/redirect'), verdict: 'control-flow' },
  signal('notFound()', () => next.notFound(), 'next/access-fallback'),
  ...['next/redirect', 'next/access-fallback'].map((nearMissOf) => ({
    name: `an error of the application with a digest of its own (${nearMissOf})`,
    provoke: () => Object.assign(new Error('rejected'), { digest: 'NEXT_PAYMENT_REJECTED' }),
    rule: undefined,
    verdict: 'bug' as const,
    nearMissOf,
  })),
  {
    name: 'an action that the newer deployment does not have',
    provoke: () => new next.UnrecognizedActionError('Server Action "00abcd" was not found on the server.'),
    rule: 'next/server-action-not-found',
    verdict: 'transient',
  },
  {
    name: 'an error of the application that says the same',
    provoke: () => new Error('Server Action "00abcd" was not found on the server.'),
    rule: undefined,
    verdict: 'bug',
    nearMissOf: 'next/server-action-not-found',
  },
]

/** The lean filter takes its rules on trust; the full one, which they are asked by here, looks at them. */
const CLIENT_LIBRARY = defineLibrary({ name: 'next', rules: clientRules as readonly Rule[] })

const SIDES = [
  { side: 'server', library: serverLibrary, libraries: [serverLibrary, ...catalog], cases: SERVER },
  { side: 'client', library: CLIENT_LIBRARY, libraries: [CLIENT_LIBRARY], cases: CLIENT },
] as const

describe.each(SIDES)('the rules for the $side', ({ library, libraries, cases }) => {
  const rules = library.rules ?? []

  it.each(cases)('judge $name', async ({ provoke, mechanism, rule, verdict }) => {
    expect(judge(libraries, await provoke(), mechanism)).toEqual({ rule, verdict })
  })

  it.each(rules)('have an error that $id decides, and one like it that it does not', ({ id }) => {
    expect(cases.filter(({ rule }) => rule === id)).not.toEqual([])
    expect(cases.filter(({ nearMissOf, rule }) => nearMissOf === id && rule !== id)).not.toEqual([])
  })

  it.each(rules)('explain $id in a sentence', ({ id, reason }) => {
    expect(id).toMatch(/^next\/[a-z]+(-[a-z]+)*$/)
    expect(reason).toMatch(/^[A-Z].{20,}\.$/)
  })
})

it('quotes a source for each rule of the server', () => {
  for (const { source } of serverLibrary.rules ?? []) expect(source).toMatch(/^https:\/\/\S+$/)
})

function signal(name: string, work: () => unknown, rule: string): Case {
  return { name, provoke: () => failureOf(work), rule, verdict: 'expected' }
}

function thrown(error: Error): never {
  throw error
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
  throw signal.reason
}

function judge(libraries: readonly Library[], error: unknown, type: string | undefined) {
  const mechanism = type === undefined ? undefined : { type, handled: false }
  const hint = { originalException: error, ...(mechanism && { mechanism }) }
  const engine = createEngine({ libraries, options: {} })
  const { rule, verdict } = engine.judge(engine.readFacts({}, hint))
  return { rule: rule?.id, verdict }
}
