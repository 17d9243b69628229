import { markShutdown } from '@sentry-presets/node'
import type { Phase, Rule, Verdict } from '@sentry-presets/core'
import * as Sentry from '@sentry/node'
import type { ErrorEvent } from '@sentry/node'
import { arrived, clock, log, rejectUnhandled } from './sdk.ts'

/** The places at which an application meets an error: caught and captured, written to a log, handled by nobody. */
export type Stop = 'app' | 'log' | 'boundary'

export interface Circumstances {
  readonly phase?: Phase
  readonly inRequest?: boolean
}

/** Where an error came by, and whether the SDK had seen it before it set out. */
export interface Journey {
  /** The stops from which an event arrived at the transport. */
  readonly arrivedFrom: readonly Stop[]
  /** Some libraries also reject a promise with it that nobody handles. */
  readonly isSeenBefore: boolean
}

/**
 * Takes one error through the real SDK with the preset, as an application does that catches and captures it, logs it
 * and throws it on to where nobody handles it.
 */
export async function travel(error: unknown, circumstances: Circumstances): Promise<Journey> {
  await Sentry.flush()
  const isSeenBefore = isMarked(error)
  // What the SDK captured of other errors while this one was provoked is not what is asked here.
  if (!isSeenBefore) arrived.length = 0
  clock.now += DAY
  await inCircumstances(circumstances, async () => {
    Sentry.captureException(error)
    log.error({ err: error }, 'it failed')
    rejectUnhandled(error)
    await Sentry.flush()
  })
  return { arrivedFrom: arrived.splice(0).map(readStop), isSeenBefore }
}

const DAY = 86_400_000

/** The mark that the SDK leaves on an error object it has captured, and takes no notice of from then on. */
function isMarked(error: unknown): boolean {
  return typeof error === 'object' && error !== null && '__sentry_captured__' in error
}

/** Where an error of this verdict is let by: what no rule holds back is sent at once, and then the SDK has seen it. */
export function expectedStops(
  error: unknown,
  verdict: Verdict,
  rule: Rule | undefined,
  isSeenBefore: boolean,
): readonly Stop[] {
  if (verdict === 'bug') return isSeenBefore ? ['boundary'] : ['app']
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

function readStop({ exception }: ErrorEvent): Stop {
  const mechanisms = exception?.values?.map(({ mechanism }) => mechanism?.type) ?? []
  if (mechanisms.includes('auto.node.onunhandledrejection')) return 'boundary'
  return mechanisms.includes('auto.log.pino') ? 'log' : 'app'
}
