import type { ErrorEvent } from 'sentry-10'

/** What a person sees of each event in the inbox: the captured error's message, or the message. */
export function titles(events: readonly ErrorEvent[]): string[] {
  return events.map((event) => event.message ?? event.exception?.values?.at(-1)?.value ?? '').sort()
}

/** `title 0`, `title 1`, … in the order of {@link titles}. */
export function numbered(title: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${title} ${index}`).sort()
}
