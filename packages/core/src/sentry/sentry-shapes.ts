/**
 * The parts of the SDK's shapes that core reads or writes, written down structurally so that one build
 * serves SDK 9, 10 and 11. `conformance/` holds the type tests that compare them with the real ones.
 */

export interface SentryFrame {
  filename?: string | undefined
  function?: string | undefined
  module?: string | undefined
  lineno?: number | undefined
  colno?: number | undefined
}

export interface SentryMechanism {
  type?: string | undefined
  handled?: boolean | undefined
  parent_id?: number | undefined
  exception_id?: number | undefined
}

export interface SentryException {
  type?: string | undefined
  value?: string | undefined
  mechanism?: SentryMechanism | undefined
  stacktrace?: { frames?: SentryFrame[] | undefined } | undefined
}

interface SentryRequest {
  url?: string | undefined
  method?: string | undefined
}

export interface SentryEvent {
  /** Set on everything that is not an error event: `transaction`, `profile`, `feedback`, … */
  type?: string | undefined
  event_id?: string | undefined
  message?: string | undefined
  logentry?: { message?: string | undefined } | undefined
  level?: string | undefined
  logger?: string | undefined
  transaction?: string | undefined
  fingerprint?: string[] | undefined
  request?: SentryRequest | undefined
  /** What the SDK keeps beside the event until it is sent. */
  sdkProcessingMetadata?: Record<string, unknown> | undefined
  exception?: { values?: SentryException[] | undefined } | undefined
  contexts?: Record<string, Record<string, unknown> | undefined> | undefined
  extra?: Record<string, unknown> | undefined
  tags?: Record<string, unknown> | undefined
}

export interface SentryHint {
  mechanism?: SentryMechanism | undefined
  originalException?: unknown
  data?: unknown
}

export interface SentryClient {
  on?(hook: string, callback: (...args: never[]) => unknown): unknown
  getIntegrationByName?(name: string): unknown
  getOptions?(): { readonly release?: string | undefined }
}

export interface SentryIntegration {
  name: string
  setup?(client: SentryClient): void
  afterAllSetup?(client: SentryClient): void
  processEvent?(event: SentryEvent, hint: SentryHint, client: SentryClient): SentryEvent | null
}

/** The request session of release health, as the SDK keeps it on the isolation scope. */
export interface RequestSession {
  status: 'ok' | 'errored' | 'crashed'
}

/** What has to be handed over of the app's SDK (`sdk: Sentry`) so that request sessions can be put back. */
export interface SentrySdk {
  getIsolationScope(): { getScopeData(): { sdkProcessingMetadata: { [key: string]: unknown } } }
}
