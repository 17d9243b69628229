import { isObject, readProperty } from '../facts/safe-read.js'
import type { RequestSession, SentrySdk } from './sentry-shapes.js'

/**
 * Keeps release health true. The SDK marks the request's session before any hook runs and does not take it back for
 * a dropped event, so a request whose captures were all noise would count as failed.
 */
export interface SessionKeeper {
  /** The session of the request in which the capture happens; to be asked at the moment of the capture. */
  current(): RequestSession | undefined
  /** Leaves the SDK's mark standing, now and when later noise is held back. */
  confirm(session: RequestSession | undefined): void
  /** Puts the session back to what the events that were sent made of it. */
  restore(session: RequestSession | undefined): void
}

/** @param sdk the app's own SDK; without it sessions stay as the SDK marks them */
export function createSessionKeeper(sdk: SentrySdk | undefined): SessionKeeper {
  const deserved = new WeakMap<RequestSession, RequestSession['status']>()
  return {
    current() {
      try {
        const session = sdk?.getIsolationScope().getScopeData().sdkProcessingMetadata.requestSession
        return isRequestSession(session) ? session : undefined
      } catch {
        return undefined
      }
    },
    confirm(session) {
      if (session) deserved.set(session, session.status)
    },
    restore(session) {
      try {
        if (session) session.status = deserved.get(session) ?? 'ok'
      } catch {
        // A frozen session stays as the SDK marked it.
      }
    },
  }
}

function isRequestSession(value: unknown): value is RequestSession {
  return isObject(value) && typeof readProperty(value, 'status') === 'string'
}
