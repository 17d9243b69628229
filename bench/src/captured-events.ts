import type { SentryEvent, SentryHint, SentryIntegration } from '@sentry-presets/core'
import { ERRORS, type ErrorKind } from './errors.ts'
import { createSdkClient, SDK_OPTIONS } from './sdk-client.ts'

/** An event and its hint as the SDK hands them to the first integration. */
export interface Captured {
  readonly event: SentryEvent
  readonly hint: SentryHint
}

/** Captures as many errors of a kind with the real SDK. */
export async function captureEvents(kind: ErrorKind, count: number): Promise<readonly Captured[]> {
  const captured: Captured[] = []
  const recorder: SentryIntegration = {
    name: 'Recorder',
    processEvent(event, hint) {
      captured.push({ event, hint })
      return null
    },
  }
  const sdk = createSdkClient({
    ...SDK_OPTIONS,
    integrations: (defaults) => [recorder as (typeof defaults)[number], ...defaults],
  })
  sdk.use()
  for (let made = 0; made < count; made++) await sdk.capture(await ERRORS[kind]())
  if (captured.length !== count)
    throw new Error(`Of ${count} ${kind} errors ${captured.length} were captured.`)
  return captured
}

/** As many of each kind, in turn. */
export async function captureMix(count: number): Promise<readonly Captured[]> {
  const kinds: readonly ErrorKind[] = ['openai', 'pg', 'fetch', 'app']
  const byKind: (readonly Captured[])[] = []
  for (const kind of kinds) byKind.push(await captureEvents(kind, count))
  return Array.from({ length: count }, (_, index) => byKind.flatMap((events) => events[index] ?? [])).flat()
}
