import type { Event } from '@sentry/node'

type ExceptionValue = NonNullable<NonNullable<Event['exception']>['values']>[number]

/** What a person reads first on an issue's page. */
export function readText(event: Event): string {
  const exceptions = readExceptions(event).map(({ type, value }) => `${type ?? 'Message'}: ${value ?? ''}`)
  return [readMessage(event), ...exceptions].filter(Boolean).join('\n')
}

export function readMessage(event: Event): string {
  return event.message ?? event.logentry?.message ?? ''
}

export function readExceptions(event: Event): readonly ExceptionValue[] {
  return event.exception?.values ?? []
}

/** The captured error; its causes come before it. */
export function readOuter(event: Event): ExceptionValue | undefined {
  return readExceptions(event).at(-1)
}

export function hasMechanism(event: Event, pattern: RegExp): boolean {
  return readExceptions(event).some(({ mechanism }) => pattern.test(mechanism?.type ?? ''))
}

export function readModule(event: Event): string | undefined {
  const module = event.contexts?.pino?.module
  return typeof module === 'string' ? module : undefined
}

export function isEscalation(event: Event): boolean {
  return event.tags?.['noise.escalated'] !== undefined
}

/** What the preset calls the error; empty without a preset. */
export function readIdentity(event: Event): string {
  const identity = event.tags?.['error.identity']
  return identity === undefined ? '' : `[${String(identity)}]`
}
