import { createReadNames, type ReadNames } from './class-names.js'
import type { Library } from '../rules/library.js'
import { NODE, type ReadStackPackage, readStackPackage } from './provenance.js'
import { readNumber, readString } from './safe-read.js'
import type { ConfigPlace } from '../options/config-error.js'
import { normalizeTextPattern, TEXT_LIMIT } from '../rules/text-pattern.js'

/** Knows under which name the errors of each library go. */
export interface ProvenanceBook {
  readonly app: string
  /** The package an error object belongs to; undefined when neither its stack nor its fields tell. */
  find(error: object, stack: string): string | undefined
  /** The name a package's errors go under: `pg` for `pg-protocol`. */
  nameOf(packageName: string): string
  readonly readNames: ReadNames
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
  const brands = new Map<string, NormalizedBrand[]>()
  for (const library of libraries) {
    for (const name of library.packages ?? []) names.set(name, library.name)
    for (const { fields, says } of library.brands ?? []) {
      const sameLead = brands.get(fields[0]) ?? []
      const test = says === undefined ? undefined : normalizeTextPattern(says, BRANDS)
      brands.set(fields[0], [...sameLead, { fields, library: library.name, test }])
    }
  }

  function nameOf(packageName: string): string {
    return names.get(packageName) ?? packageName
  }

  function findBrand(error: object): string | undefined {
    const keys = ownKeys(error)
    for (const key of keys) {
      for (const brand of brands.get(key) ?? []) {
        if (bears(error, keys, brand)) return brand.library
      }
    }
    return undefined
  }

  return {
    app,
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
}

interface NormalizedBrand {
  readonly fields: readonly [string, ...string[]]
  readonly library: string
  readonly test: ((text: string) => boolean) | undefined
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
