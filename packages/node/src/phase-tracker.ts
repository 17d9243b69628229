import type { Phase } from '@sentry-presets/core'

/** Knows where the process stands: starting, running or shutting down. */
export interface PhaseTracker {
  readonly phase: () => Phase
  /** Begins to listen; to be called once, when the SDK sets the filter up. */
  readonly listen: () => void
}

/** What {@link markRunning} and {@link markShutdown} emit on `process`, where every copy of this module hears it. */
const PHASE_EVENT = 'sentry-presets:phase'
const SIGNALS = ['SIGTERM', 'SIGINT'] as const
/** A process that does not say when it is ready counts as running after half a minute. */
const STARTUP = 30_000

/** @param now the clock, in milliseconds */
export function createPhaseTracker(now: () => number): PhaseTracker {
  const started = now()
  let marked: Phase | undefined

  function onPhase(phase: Phase): void {
    if (marked !== 'shutdown') marked = phase
  }

  return {
    phase: () => marked ?? (now() - started < STARTUP ? 'startup' : 'running'),
    listen() {
      emitter().on(PHASE_EVENT, onPhase)
      for (const signal of SIGNALS) listenFor(signal, () => onPhase('shutdown'))
    },
  }
}

/** Says that the application is ready, where that is known before {@link STARTUP} is over. */
export function markRunning(): void {
  emitter().emit(PHASE_EVENT, 'running')
}

/** Says that the process is going to stop, for processes that are not stopped by SIGTERM or SIGINT. */
export function markShutdown(): void {
  emitter().emit(PHASE_EVENT, 'shutdown')
}

/**
 * Hears a signal before the application does. A listener keeps Node from ending the process by itself, so where
 * nobody else listens the signal is given back.
 */
function listenFor(signal: (typeof SIGNALS)[number], mark: () => void): void {
  process.prependOnceListener(signal, () => {
    mark()
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  })
}

interface PhaseEmitter {
  on(event: string, listener: (phase: Phase) => void): unknown
  emit(event: string, phase: Phase): unknown
}

function emitter(): PhaseEmitter {
  // `process` is an event emitter for any name; its types list only Node's own events.
  return process as unknown as PhaseEmitter
}
