import type * as Sentry from 'sentry-10'
import type { Scenario } from '../scenario.ts'

type Integration = ReturnType<typeof Sentry.getDefaultIntegrations>[number]
type Case = NonNullable<Parameters<Parameters<Scenario>[0]['init']>[0]>

/** The policies an application can have, by name. */
const CASES = {
  'by default': [{}, {}],
  'with tracing': [{}, { tracesSampleRate: 1 }],
  keep: [{ keep: ['InboundFilters', 'LinkedErrors', 'OnUncaughtException'] }, {}],
  disable: [{ disable: ['EventFilters', 'Console', 'Modules'] }, {}],
  list: [{}, { integrations: [own('Own'), own('LinkedErrors')] }],
  function: [{}, { integrations: (defaults: Integration[]) => [...defaults.slice(0, 2), own('Own')] }],
  'keep with a list': [{ keep: ['LinkedErrors'] }, { integrations: [own('Own')] }],
  'no defaults': [{}, { defaultIntegrations: false, integrations: [own('Own')] }],
} as const satisfies Record<string, readonly [Case, object]>

export type PolicyCase = keyof typeof CASES

/** Sends one event, which names the integrations that are installed. */
export const run: Scenario<PolicyCase> = ({ Sentry, init, input }) => {
  const [noise, options] = CASES[input]
  // The SDK wants its list writable.
  init(noise, options as object)
  Sentry.captureMessage('these are installed')
  return Sentry.getDefaultIntegrations({ tracesSampleRate: 1 }).map(({ name }) => name)
}

function own(name: string): Integration {
  return { name }
}
