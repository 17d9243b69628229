import type {
  NoiseIntegration,
  RequestSession,
  SentryClient,
  SentryEvent,
  SentryHint,
  SentryIntegration,
  SentrySdk,
} from '@sentry-presets/core'
import {
  type INTEGRATION_NAMES,
  type IntegrationName,
  type NodeNoiseOptions,
  nodePreset,
  shouldHandleError,
} from '@sentry-presets/node'
import * as Sentry from '@sentry/node'

// Compiled against each SDK major in the place of `@sentry/node`; it never runs.

class QuotaReached extends Error {
  constructor(limit: number) {
    super(`${limit} are enough`)
  }
}

const noise: NodeNoiseOptions = {
  sdk: Sentry,
  transient: ['openai:RateLimitError', { error: 'pg:#57P01', budget: { max: 50, per: '5m' } }],
  expected: [QuotaReached],
  operationalLoggers: ['core.llm'],
  disable: ['Redis', 'EventFilters', 'AnIntegrationOfTomorrow'],
}

const client = Sentry.init(nodePreset({ dsn: 'https://key@localhost/1', tracesSampleRate: 1 }, noise))
Sentry.init(nodePreset({}))
Sentry.init(
  nodePreset(
    {
      beforeSend(event, hint) {
        const kept: Sentry.ErrorEvent = event
        return hint.originalException instanceof QuotaReached ? null : kept
      },
      integrations: [Sentry.captureConsoleIntegration({ levels: ['error'] })],
    },
    { sdk: Sentry },
  ),
)
Sentry.init(
  nodePreset({
    beforeSend: async (event) => event,
    integrations: (defaults) => defaults.filter(({ name }) => name !== 'Http'),
  }),
)

/** The ledger is within reach of the application. */
export const captured: number | undefined = client
  ?.getIntegrationByName<NoiseIntegration>('NoiseFilter')
  ?.snapshot().captured

/** Everything the SDK hands to a hook is what core says it reads. */
export function readAsCore(event: Sentry.ErrorEvent, hint: Sentry.EventHint): [SentryEvent, SentryHint] {
  return [event, hint]
}
export const sdk: SentrySdk = Sentry
export const sdkClient: SentryClient | undefined = Sentry.getClient()
export const defaults: SentryIntegration[] = Sentry.getDefaultIntegrations({}).map(({ name }) => ({ name }))

type Metadata = ReturnType<
  ReturnType<typeof Sentry.getIsolationScope>['getScopeData']
>['sdkProcessingMetadata']
export function readSession(session: NonNullable<Metadata['requestSession']>): RequestSession {
  return session
}

Sentry.fastifyIntegration({ shouldHandleError })

/** What an editor offers inside `disable: [` is exactly the known names. */
type Offered<Name> = Name extends string ? (string extends Name ? never : Name) : never
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
export const offersEveryName: IsSame<Offered<IntegrationName>, (typeof INTEGRATION_NAMES)[number]> = true

// @ts-expect-error A misspelt option is refused.
nodePreset({}, { operationalLogger: [] })
// @ts-expect-error An identity needs a package.
nodePreset({}, { transient: ['RateLimitError'] })
// @ts-expect-error A class has to be one of errors.
nodePreset({}, { expected: [Map] })
// @ts-expect-error The SDK's own options keep their types.
nodePreset({ dsn: 7 })
// @ts-expect-error An event comes back, or null.
nodePreset({ beforeSend: () => 'sent' })
// @ts-expect-error A length of time has a unit.
nodePreset({}, { reportEvery: 'soon' })
// @ts-expect-error A list is a list.
nodePreset({}, { keep: 'Http' })
