import { createReadNames } from './class-names.js'
import type { ErrorBook } from './live-error.js'
import type { Library } from '../rules/library.js'
import { readChildren } from './read-children.js'
import { NODE, type ReadStackPackage, readStackPackage } from './provenance.js'
import { readNumber, readString } from './safe-read.js'
import type { ConfigPlace } from '../options/config-error.js'
import { TEXT_LIMIT, toTextTest } from '../rules/text-pattern.js'
import { checkTextPattern } from '../rules/check-text-pattern.js'
import { readThrowSite } from './throw-site.js'

/** Knows under which name the errors of each library go. */
export interface ProvenanceBook extends ErrorBook {
  readonly app: string
  /** The name a package's errors go under: `pg` for `pg-protocol`. */
  nameOf(packageName: string): string
}

/**
 * @param app the name under which the application's own errors go
 * @param readStack how stacks are read where they are not Node's
 */
export function createProvenanceBook(
  libraries: readonly Library[],
  app: string,
  readStack: ReadStackPackage = readNodeStack,
): ProvenanceBook {
  const names = new Map<string, string>()
  for (const library of libraries) {
    for (const name of library.packages ?? []) names.set(name, library.name)
  }
  const brands = shelveBrands(libraries)

  function nameOf(packageName: string): string {
    return names.get(packageName) ?? packageName
  }

  /** Of several that an error bears, the brand that asks for the most. */
  function findBrand(error: object): string | undefined {
    const keys = ownKeys(error)
    let found: NormalizedBrand | undefined
    for (const key of keys) {
      for (const brand of brands.get(key) ?? []) {
        const isCloser = brand.fields.length > (found?.fields.length ?? 0)
        if (isCloser && bears(error, keys, brand)) found = brand
      }
    }
    return found?.library
  }

  const book: ProvenanceBook = {
    app,
    readThrowSite,
    readChildren: (error, fields) => readChildren(error, fields, book),
    readNames: createReadNames(),
    nameOf,
    find(error, stack) {
      if (isSystemError(error)) return NODE
      // A stack can mislead: bundled code has no node_modules in its paths, and some errors carry another one's stack.
      const branded = findBrand(error)
      if (branded !== undefined) return branded
      const born = readStack(stack, app)
      return born === undefined ? undefined : nameOf(born)
    },
  }
  return book
}

interface NormalizedBrand {
  readonly fields: readonly [string, ...string[]]
  readonly library: string
  readonly test: ((text: string) => boolean) | undefined
}

/** By the field of each that the fewest brands ask for: many errors have a name or a code, few a `sublimitTimeout`. */
function shelveBrands(libraries: readonly Library[]): ReadonlyMap<string, readonly NormalizedBrand[]> {
  const asked = new Map<string, number>()
  const brands = libraries.flatMap((library) => library.brands ?? [])
  for (const field of brands.flatMap(({ fields }) => fields)) asked.set(field, (asked.get(field) ?? 0) + 1)
  const shelves = new Map<string, NormalizedBrand[]>()
  for (const library of libraries) {
    for (const { fields, says } of library.brands ?? []) {
      if (says !== undefined) checkTextPattern(says, BRANDS)
      const test = says === undefined ? undefined : toTextTest(says)
      const rarest = fields.reduce((a, b) => ((asked.get(b) ?? 0) < (asked.get(a) ?? 0) ? b : a))
      const shelf = shelves.get(rarest) ?? []
      shelves.set(rarest, [...shelf, { fields, library: library.name, test }])
    }
  }
  return shelves
}

const BRANDS: ConfigPlace = { package: 'core', path: 'brands' }

function bears(error: object, keys: readonly string[], { fields, test }: NormalizedBrand): boolean {
  if (!fields.every((field) => keys.includes(field))) return false
  const value = test && readString(error, fields[0])
  return test === undefined || (value !== undefined && test(value.slice(0, TEXT_LIMIT)))
}

/**
 * What the operating system reported is Node's whatever its stack says: that has no frame for some asynchronous calls,
 * and leads back to a library where one has made it anew, as pg and its pool do.
 */
function isSystemError(error: object): boolean {
  return readNumber(error, 'errno') !== undefined && readString(error, 'syscall') !== undefined
}

function readNodeStack(stack: string, app: string): string | undefined {
  return readStackPackage(stack, app) ?? (isFrameless(stack) ? NODE : undefined)
}

/** What Node's internals make outside any JavaScript call (`fetch failed` from Node 24 on) has no frames at all. */
function isFrameless(stack: string): boolean {
  return stack !== '' && !stack.includes('\n    at ')
}

function ownKeys(error: object): readonly string[] {
  try {
    return Object.keys(error)
  } catch {
    return []
  }
}
