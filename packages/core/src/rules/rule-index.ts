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

/** Positions of entries in the order they were given. */
type Bucket = number[]

interface PackageBuckets {
  readonly byCode: Map<string, Bucket>
  readonly byClass: Map<string, Bucket>
  readonly rest: Bucket
}

/**
 * Files each entry under its anchors, so that an event is compared only with entries that name its package, class,
 * code, logger or mechanism.
 */
export function createRuleIndex<E extends Indexed>(entries: readonly E[]): RuleIndex<E> {
  const packages = new Map<string | undefined, PackageBuckets>()
  const loggers = new Map<string, Bucket>()
  const mechanisms = new Map<string, Bucket>()
  entries.forEach(({ when }, position) => {
    for (const anchor of when.anchors ?? []) file(anchor, position)
  })

  function file(anchor: Anchor, position: number): void {
    if (anchor.kind === 'logger') return add(loggers, anchor.name, position)
    if (anchor.kind === 'mechanism') return add(mechanisms, anchor.type, position)
    const { package: packageName, class: className, code } = anchor.identity
    const buckets: PackageBuckets = packages.get(packageName) ?? {
      byCode: new Map(),
      byClass: new Map(),
      rest: [],
    }
    packages.set(packageName, buckets)
    if (code !== undefined) add(buckets.byCode, code, position)
    else if (className !== undefined) add(buckets.byClass, className, position)
    else buckets.rest.push(position)
  }

  return {
    first(facts, error) {
      let best = entries.length
      const search = (bucket: Bucket | undefined): void => {
        if (bucket) best = firstMatch(entries, bucket, best, facts, error)
      }
      if (error) {
        searchErrors(packages.get(error.package), error, search)
        if (error.package !== undefined) searchErrors(packages.get(undefined), error, search)
      }
      if (loggers.size > 0) searchLoggers(loggers, facts.logger, search)
      if (mechanisms.size > 0 && facts.mechanism !== undefined) search(mechanisms.get(facts.mechanism))
      return entries[best]
    },
  }
}

function firstMatch<E extends Indexed>(
  entries: readonly E[],
  bucket: Bucket,
  before: number,
  facts: Facts,
  error: ErrorFacts | undefined,
): number {
  for (const position of bucket) {
    if (position >= before) return before
    if (entries[position]?.when(facts, error)) return position
  }
  return before
}

function searchErrors(
  buckets: PackageBuckets | undefined,
  error: ErrorFacts,
  search: (bucket: Bucket | undefined) => void,
): void {
  if (!buckets) return
  if (buckets.byCode.size > 0 && error.code !== undefined) search(buckets.byCode.get(error.code))
  if (buckets.byClass.size > 0) for (const name of error.names) search(buckets.byClass.get(name))
  search(buckets.rest)
}

/** Looks under the logger's name and under each name that covers it: `core.llm`, then `core`. */
function searchLoggers(
  loggers: Map<string, Bucket>,
  logger: string | undefined,
  search: (bucket: Bucket | undefined) => void,
): void {
  if (logger === undefined) return
  search(loggers.get(logger))
  for (let end = logger.length - 1; end > 0; end--) {
    if (LOGGER_SEPARATORS.includes(logger.charAt(end))) search(loggers.get(logger.slice(0, end)))
  }
}

function add(buckets: Map<string, Bucket>, key: string, position: number): void {
  const bucket = buckets.get(key)
  if (!bucket) buckets.set(key, [position])
  else if (bucket.at(-1) !== position) bucket.push(position)
}
