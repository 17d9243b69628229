import type { Event } from '@sentry/node'
import { readExceptions, readMessage } from './facts.ts'

/**
 * Approximates Sentry's grouping: the fingerprint if one is set; else the types of the exceptions and the
 * in-app frames (all frames when none is in-app), each as file and function; else the message without its numbers.
 */
export function groupOf(event: Event): string {
  if (event.fingerprint && !event.fingerprint.includes('{{ default }}'))
    return `fingerprint ${event.fingerprint.join(' ')}`
  const exceptions = readExceptions(event).filter(({ type }) => type !== undefined)
  if (exceptions.length === 0) return `message ${parameterize(readMessage(event) || messageOf(event))}`
  return exceptions
    .map((exception) => `${exception.type} ${framesOf(exception) || parameterize(exception.value ?? '')}`)
    .join(' < ')
}

type ExceptionValue = ReturnType<typeof readExceptions>[number]

function framesOf({ stacktrace }: ExceptionValue): string {
  const frames = stacktrace?.frames ?? []
  const own = frames.filter(({ in_app }) => in_app)
  const relevant = own.length > 0 ? own : frames
  return relevant.map((frame) => `${frame.module ?? frame.filename}:${frame.function}`).join(' ')
}

/** SDK 11 sends a message as an exception value without a type. */
function messageOf(event: Event): string {
  return readExceptions(event)[0]?.value ?? ''
}

/** The text without its numbers and ids. */
export function parameterize(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{8,}(-[0-9a-f]{4,})*\b/g, '<id>').replaceAll(/\d+/g, '<number>')
}
