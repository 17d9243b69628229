import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'
import { LOGGERS, type Matcher, MECHANISMS } from './matcher.js'

/** Finds, among any number of entries, the first whose matcher holds. */
export interface RuleIndex<E> {
  first(facts: Facts, error: ErrorFacts | undefined): E | undefined
}

interface Indexed {
  readonly when: Matcher
}

/** Positions of entries, in the order they were given, by the keys of their anchors. */
type Shelf = Map<string | undefined, number[]>

/**
 * Files each entry under its anchors, so that an event is compared only with entries that name its package, class,
 * code, logger or mechanism.
 *
 * @param coveringNames a logger's name and those that cover it; without it no entry is found by its logger
 */
export function createRuleIndex<E extends Indexed>(
  entries: readonly E[],
  coveringNames?: (logger: string) => readonly string[],
): RuleIndex<E> {
  const shelves = new Map<string | undefined, Shelf>()
  entries.forEach(({ when }, position) => {
    for (const { shelf: name, key } of when.anchors ?? []) {
      const shelf: Shelf = shelves.get(name) ?? new Map()
      shelves.set(name, shelf.set(key, [...(shelf.get(key) ?? []), position]))
    }
  })

  const anyPackage = shelves.get(undefined)
  const loggers = coveringNames && shelves.get(LOGGERS)
  const mechanisms = shelves.get(MECHANISMS)

  return {
    first(facts, error) {
      let best = entries.length
      function search(filed: readonly number[] | undefined): void {
        if (!filed) return
        for (const position of filed) {
          if (position >= best) return
          if (entries[position]?.when(facts, error)) best = position
        }
      }
      if (error) {
        if (error.package !== undefined) searchErrors(shelves.get(error.package), error, search)
        searchErrors(anyPackage, error, search)
      }
      if (loggers) for (const name of coveringNames(facts.logger ?? '')) search(loggers.get(name))
      if (mechanisms) search(mechanisms.get(facts.mechanism))
      return entries[best]
    },
  }
}

function searchErrors(
  shelf: Shelf | undefined,
  { code, names }: ErrorFacts,
  search: (filed: readonly number[] | undefined) => void,
): void {
  if (!shelf) return
  search(shelf.get(undefined))
  if (code !== undefined) search(shelf.get(code))
  for (const name of names) search(shelf.get(name))
}
