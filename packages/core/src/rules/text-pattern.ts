/** A text that must occur, or a regular expression that cannot backtrack beyond linear work. */
export type TextPattern = string | RegExp

/** Text beyond this length is not looked at: it bounds the work of any pattern. */
export const TEXT_LIMIT = 1_024

/** Strings are looked for as they are, upper and lower case kept apart. */
export function toTextTest(pattern: TextPattern): (text: string) => boolean {
  return typeof pattern === 'string' ? (text) => text.includes(pattern) : (text) => pattern.test(text)
}
