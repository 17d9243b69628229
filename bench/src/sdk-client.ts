import * as Sentry from '@sentry/node'

/** A real client with the SDK's default integrations, whose events go nowhere. */
export interface SdkClient {
  /** Captures as an application does, and waits until the event was sent or dropped. */
  capture(error: unknown): Promise<Outcome>
  /** Makes this client the one that `Sentry.captureException` uses. */
  use(): void
  readonly client: Sentry.NodeClient
}

export type Outcome = 'sent' | 'dropped'

export const SDK_OPTIONS: Sentry.NodeOptions = { dsn: 'https://key@sentry.invalid/1', release: 'bench@1' }

// Each client listens for the end of the process, and a measurement makes more than the ten Node expects.
process.setMaxListeners(100)

let isFirst = true

/** @param onBody called with each envelope as it would go over the wire */
export function createSdkClient(options: Sentry.NodeOptions, onBody?: (body: string) => void): SdkClient {
  let settle: ((outcome: Outcome) => void) | undefined
  const client = Sentry.init({
    ...options,
    skipOpenTelemetrySetup: !isFirst,
    transport: (transportOptions) =>
      Sentry.createTransport(transportOptions, ({ body }) => {
        onBody?.(typeof body === 'string' ? body : new TextDecoder().decode(body))
        settle?.('sent')
        return Promise.resolve({ statusCode: 200 })
      }),
  })
  if (!client) throw new Error('The SDK made no client.')
  isFirst = false
  tellDrops(client, () => settle?.('dropped'))
  return {
    client,
    use: () => Sentry.getCurrentScope().setClient(client),
    capture: (error) =>
      new Promise((resolve) => {
        settle = resolve
        Sentry.captureException(error)
      }),
  }
}

/** The SDK counts each drop as the last thing it does with the event. */
function tellDrops(client: Sentry.NodeClient, onDrop: () => void): void {
  const record = client.recordDroppedEvent.bind(client)
  client.recordDroppedEvent = (...args) => {
    record(...args)
    onDrop()
  }
}
