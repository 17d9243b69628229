/** A 64-bit hash of a text: short enough to keep, wide enough that two of a thousand keys never meet. */
export function hash(text: string): string {
  let high = 1
  let low = 2
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  return `${high}.${low}`
}
