/** Reads one property; a getter or a proxy that throws reads as absent. */
export function readProperty(value: unknown, key: string): unknown {
  try {
    return isObject(value) ? value[key] : undefined
  } catch {
    return undefined
  }
}

/** Anything that can carry properties: objects and functions, `null` not. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

export function readString(value: unknown, key: string): string | undefined {
  const property = readProperty(value, key)
  return typeof property === 'string' ? property : undefined
}

export function readNumber(value: unknown, key: string): number | undefined {
  const property = readProperty(value, key)
  return typeof property === 'number' ? property : undefined
}
