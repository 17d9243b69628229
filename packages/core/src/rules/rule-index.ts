import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'
import { LOGGER_SEPARATORS } from './logger-name.js'
import type { Anchor, Matcher } from './matcher.js'

/** Finds, among any number of entries, the first whose matcher holds. */
export interface RuleIndex<E> {
  first(facts: Facts, error: ErrorFacts | undefined): E | undefined
}

interface Indexed {
  readonly when: Matcher
}

/** Positions of entries in the order they were given, by class, code, logger or mechanism. */
type Shelf = Map<string | undefined, number[]>

/**
 * Files each entry under its anchors, so that an event is compared only with entries that name its package, class,
 * code, logger or mechanism. What lies under a name only may match: codes and classes share their shelf.
 */
export function createRuleIndex<E extends Indexed>(entries: readonly E[]): RuleIndex<E> {
  const shelves = new Map<string | undefined, Shelf>()
  entries.forEach(({ when }, position) => {
    for (const anchor of when.anchors ?? []) {
      const [name, key] = toPlace(anchor)
      const shelf: Shelf = shelves.get(name) ?? new Map()
      const filed = shelf.get(key) ?? []
      if (filed.at(-1) !== position) filed.push(position)
      shelves.set(name, shelf.set(key, filed))
    }
  })
  const loggers = shelves.get(LOGGERS)
  const mechanisms = shelves.get(MECHANISMS)

  return {
    first(facts, error) {
      let best = entries.length
      function search(shelf: Shelf | undefined, key: string | undefined): void {
        for (const position of shelf?.get(key) ?? NONE) {
          if (position >= best) return
          if (entries[position]?.when(facts, error)) best = position
        }
      }
      function searchErrors(shelf: Shelf | undefined, { code, names }: ErrorFacts): void {
        search(shelf, undefined)
        if (code !== undefined) search(shelf, code)
        for (const name of names) search(shelf, name)
      }
      if (error) {
        const { package: packageName } = error
        if (packageName !== undefined) searchErrors(shelves.get(packageName), error)
        searchErrors(shelves.get(undefined), error)
      }
      if (loggers) for (const name of coveringNames(facts.logger)) search(loggers, name)
      if (mechanisms) search(mechanisms, facts.mechanism)
      return entries[best]
    },
  }
}

const NONE: readonly number[] = []
/** No package has such a name. */
const LOGGERS = ':logger'
const MECHANISMS = ':mechanism'

function toPlace(anchor: Anchor): readonly [shelf: string | undefined, key: string | undefined] {
  if (anchor.kind === 'logger') return [LOGGERS, anchor.name]
  if (anchor.kind === 'mechanism') return [MECHANISMS, anchor.type]
  const { package: packageName, class: className, code } = anchor.identity
  return [packageName, code ?? className]
}

/** A logger's name and each name that covers it: `core.llm`, then `core`. */
function coveringNames(logger = ''): readonly string[] {
  const names = [logger]
  for (let end = logger.length - 1; end > 0; end--) {
    if (LOGGER_SEPARATORS.includes(logger.charAt(end))) names.push(logger.slice(0, end))
  }
  return names
}
