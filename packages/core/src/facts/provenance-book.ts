import { createReadNames } from './class-names.js'
import type { ErrorBook } from './live-error.js'
import type { Library } from '../rules/library.js'
import { readChildren } from './read-children.js'
import { NODE, readStackPackage } from './provenance.js'
import { readNumber, readString } from './safe-read.js'

/** Knows under which name the errors of each library go. */
export interface ProvenanceBook extends ErrorBook {
  readonly app: string
  /** The name a package's errors go under: `pg` for `pg-protocol`. */
  nameOf(packageName: string): string
}

/** @param app the name under which the application's own errors go */
export function createProvenanceBook(libraries: readonly Library[], app: string): ProvenanceBook {
  const names = new Map<string, string>()
  const brands = new Map<string, { fields: readonly string[]; library: string }[]>()
  for (const library of libraries) {
    for (const name of library.packages ?? []) names.set(name, library.name)
    for (const { fields } of library.brands ?? []) {
      const sameLead = brands.get(fields[0]) ?? []
      brands.set(fields[0], [...sameLead, { fields, library: library.name }])
    }
  }

  function nameOf(packageName: string): string {
    return names.get(packageName) ?? packageName
  }

  function findBrand(error: object): string | undefined {
    const keys = ownKeys(error)
    for (const key of keys) {
      for (const brand of brands.get(key) ?? []) {
        if (brand.fields.every((field) => keys.includes(field))) return brand.library
      }
    }
    return undefined
  }

  const book: ProvenanceBook = {
    app,
    readChildren: (error, fields) => readChildren(error, fields, book),
    readNames: createReadNames(),
    nameOf,
    find(error, stack) {
      if (isSystemError(error)) return NODE
      // A stack can mislead: bundled code has no node_modules in its paths, and some errors carry another one's stack.
      const branded = findBrand(error)
      if (branded !== undefined) return branded
      const born = readStackPackage(stack, app)
      if (born === undefined) return isFrameless(stack) ? NODE : undefined
      return nameOf(born)
    },
  }
  return book
}

/**
 * What the operating system reported is Node's whatever its stack says: that has no frame for some asynchronous calls,
 * and leads back to a library where one has made it anew, as pg and its pool do.
 */
function isSystemError(error: object): boolean {
  return readNumber(error, 'errno') !== undefined && readString(error, 'syscall') !== undefined
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
