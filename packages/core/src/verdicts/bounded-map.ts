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

/** @param capacity how many entries it holds, at least 1 */
export function createBoundedMap<V>(capacity: number): BoundedMap<V> {
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
      if (map.size >= capacity) forgetOldest(map)
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

function forgetOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
