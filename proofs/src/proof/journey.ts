import { markShutdown } from '@sentry-presets/node'
import type { Phase, Rule, Verdict } from '@sentry-presets/core'
import * as Sentry from '@sentry/node'
import { arrived, clock, log, rejectUnhandled } from './sdk.ts'

/** The places at which an application meets an error: caught and captured, written to a log, handled by nobody. */
export type Stop = 'app' | 'log' | 'boundary'

export interface Circumstances {
  readonly phase?: Phase
  readonly inRequest?: boolean
}

/**
 * Takes one error through the real SDK with the preset, as an application does that catches and captures it, logs it
 * and throws it on to where nobody handles it.
 *
 * @returns the stops from which an event arrived at the transport
 */
export async function travel(error: unknown, circumstances: Circumstances): Promise<readonly Stop[]> {
  // What the SDK itself captured while the error was provoked is on its way, and is not what is asked here.
  await Sentry.flush()
  clock.now += DAY
  arrived.length = 0
  await inCircumstances(circumstances, async () => {
    Sentry.captureException(error)
    log.error({ err: error }, 'it failed')
    rejectUnhandled(error)
    await Sentry.flush()
  })
  return arrived.map((event) => readStop(event.exception?.values?.map(({ mechanism }) => mechanism?.type)))
}

const DAY = 86_400_000

/** Where an error of this verdict is let by: what no rule holds back is sent at once, and then the SDK has seen it. */
export function expectedStops(error: unknown, verdict: Verdict, rule: Rule | undefined): readonly Stop[] {
  if (verdict === 'bug') return ['app']
  const isSilent = verdict === 'control-flow' || rule?.atBoundary === 'count' || isIgnoredBySdk(error)
  return isSilent ? [] : ['boundary']
}

/** What `onUnhandledRejectionIntegration` takes no notice of, by itself. */
function isIgnoredBySdk(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'AI_NoOutputGeneratedError'].includes(error.name)
}

async function inCircumstances(
  { phase, inRequest }: Circumstances,
  work: () => Promise<void>,
): Promise<void> {
  if (phase === 'shutdown') markShutdown()
  await Sentry.withIsolationScope(async (scope) => {
    // As the SDK's own instrumentation of a server does it.
    if (inRequest) scope.setSDKProcessingMetadata({ normalizedRequest: REQUEST })
    await work()
  })
}

const REQUEST = { method: 'POST', url: 'https://shop.test/' }

function readStop(mechanisms: readonly (string | undefined)[] = []): Stop {
  if (mechanisms.includes('auto.node.onunhandledrejection')) return 'boundary'
  return mechanisms.includes('auto.log.pino') ? 'log' : 'app'
}
