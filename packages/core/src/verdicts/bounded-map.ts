/** A map that forgets the entry used longest ago once it holds `capacity` of them. */
export interface BoundedMap<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** The value used longest ago. */
  oldest(): V | undefined
  readonly size: number
  entries(): IterableIterator<[string, V]>
  clear(): void
}

/**
 * @param onForget called with each entry that had to make room
 */
export function createBoundedMap<V>(
  capacity: number,
  onForget?: (key: string, value: V) => void,
): BoundedMap<V> {
  const map = new Map<string, V>()
  let youngest: string | undefined
  return {
    get(key) {
      const value = map.get(key)
      if (value === undefined || key === youngest) return value
      // A Map iterates in order of insertion: putting the entry back makes it the youngest.
      map.delete(key)
      map.set(key, value)
      youngest = key
      return value
    },
    set(key, value) {
      map.delete(key)
      if (map.size >= capacity) forgetOldest(map, onForget)
      map.set(key, value)
      youngest = key
    },
    oldest: () => map.values().next().value,
    get size() {
      return map.size
    },
    entries: () => map.entries(),
    clear: () => map.clear(),
  }
}

function forgetOldest<V>(map: Map<string, V>, onForget?: (key: string, value: V) => void): void {
  const oldest = map.entries().next()
  if (oldest.done) return
  const [key, value] = oldest.value
  map.delete(key)
  onForget?.(key, value)
}
