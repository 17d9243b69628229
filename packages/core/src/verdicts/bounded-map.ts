/** A map that forgets the entry used longest ago once it holds `capacity` of them, at least 1. */
export class BoundedMap<V> extends Map<string, V> {
  readonly #capacity: number
  #youngest: string | undefined

  constructor(capacity: number) {
    super()
    this.#capacity = capacity
  }

  override get(key: string): V | undefined {
    const value = super.get(key)
    // A Map iterates in order of insertion: putting the entry back makes it the youngest.
    if (value !== undefined && key !== this.#youngest) this.set(key, value)
    return value
  }

  override set(key: string, value: V): this {
    this.#youngest = key
    this.delete(key)
    if (this.size >= this.#capacity) this.delete(this.keys().next().value ?? '')
    return super.set(key, value)
  }
}
