import type { SentryFrame } from '../sentry/sentry-shapes.js'

/** The frames of an event, which the SDK orders with the throw site last, as V8 writes a stack. */
export function writeStack(frames: readonly SentryFrame[]): string {
  return frames.reduce(
    (stack, frame) => `\n    at ${frame.filename}:${frame.lineno}:${frame.colno}${stack}`,
    '',
  )
}
