import { isNativeError } from 'node:util/types'

/** An error that the SDK was given in this turn of the event loop. */
export interface CapturedError {
  readonly error: Error
  /** Whether a filter, a scheduled job or a queue had it captured, as what nobody had caught. */
  readonly isLost: boolean
}

/** Remembers, until the turn is over, which errors were captured in it, by their stacks. */
export interface CapturedErrors {
  find(stack: string | undefined): CapturedError | undefined
}

/** @param readClient the SDK's client, asked again until there is one */
export function createCapturedErrors(readClient: () => unknown): CapturedErrors {
  const captured = new Map<string, CapturedError>()
  let isListening = false

  function remember(error: Error, mechanism: string | undefined): void {
    const stack = String(error.stack)
    captured.set(stack, { error, isLost: mechanism?.includes('.nestjs') === true })
    setImmediate(() => captured.delete(stack))
  }

  function listen(): void {
    const client = readClient()
    if (isListening || !hasHooks(client)) return
    isListening = true
    client.on('preprocessEvent', (_event, hint) => {
      const error = hint?.originalException
      if (isError(error)) remember(error, hint?.mechanism?.type)
    })
  }

  listen()
  return {
    find(stack) {
      listen()
      return stack === undefined ? undefined : captured.get(stack)
    },
  }
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
