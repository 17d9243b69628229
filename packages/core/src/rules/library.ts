import type { Matcher } from './matcher.js'
import type { Rule } from './rule.js'
import type { TextPattern } from './text-pattern.js'

/** How an error object is recognised when its stack does not tell where it comes from (bundled or re-thrown). */
export interface Brand {
  /** Own fields, with a value or without, that together occur on no other library's errors. */
  readonly fields: readonly [string, ...string[]]
  /** What the first of them must say, where other errors have a field of that name too. */
  readonly says?: TextPattern
}

/** An error that only carries others and is as good or as bad as they are. */
export interface Wrapper {
  readonly when: Matcher
  /** The fields that lead to the carried errors, each an error or an array of them. */
  readonly through: readonly string[]
}

/** What is known of one library: where its errors are born, what they carry, and how each is judged. */
export interface Library {
  /** The name identities use: `pg`. */
  readonly name: string
  /** Packages whose errors go under this name: `['pg-pool', 'pg-protocol']`. */
  readonly packages?: readonly string[]
  readonly brands?: readonly Brand[]
  readonly wrappers?: readonly Wrapper[]
  readonly rules?: readonly Rule[]
}

/** Keeps the literal types of a library's rules while checking their form in the editor. */
export function defineLibrary<const L extends Library>(library: L): L {
  return library
}
