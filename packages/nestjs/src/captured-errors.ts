import { isNativeError } from 'node:util/types'

/** What the SDK was given in this turn of the event loop. */
export interface Captured {
  readonly original: unknown
  /** Whether a filter, a scheduled job or a queue had it captured, as what nobody had caught. */
  readonly isLost: boolean
}

/** Remembers, until the turn is over, what was captured in it. */
export interface CapturedErrors {
  /** @param key the stack of an error, or whatever else was thrown */
  readonly find: (key: unknown) => Captured | undefined
}

/** @param readClient the SDK's client, asked again until there is one */
export function createCapturedErrors(readClient: () => unknown): CapturedErrors {
  const captured = new Map<unknown, Captured>()
  let isListening = false

  function remember({ originalException: original, mechanism }: Hint): void {
    const key = toKey(original)
    captured.set(key, { original, isLost: mechanism?.type?.includes('.nestjs') === true })
    setImmediate(() => captured.delete(key))
  }

  function listen(): void {
    const client = readClient()
    if (isListening || !hasHooks(client)) return
    isListening = true
    client.on('preprocessEvent', (_event, hint) => hint && remember(hint))
  }

  listen()
  return {
    find(key) {
      listen()
      return captured.get(toKey(key))
    },
  }
}

/** An error is known by its stack too, since that may be all that is logged of it. */
function toKey(thrown: unknown): unknown {
  return isError(thrown) ? String(thrown.stack) : thrown
}

export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value)
}

interface ClientHooks {
  on(hook: 'preprocessEvent', callback: (event: unknown, hint: Hint | undefined) => void): unknown
}

interface Hint {
  readonly originalException?: unknown
  readonly mechanism?: { readonly type?: string }
}

function hasHooks(client: unknown): client is ClientHooks {
  return typeof client === 'object' && client !== null && 'on' in client && typeof client.on === 'function'
}
