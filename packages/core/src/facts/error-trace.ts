import type { ErrorTree } from './error-tree.js'
import { readNumber, readProperty, readString } from './safe-read.js'

/** What the filter writes beside a sent error, so that its event can be judged again without the object. */
export interface ErrorTrace {
  readonly package: string | undefined
  readonly names: readonly string[]
  readonly code: string | undefined
  readonly status: number | undefined
  /** Of a carried error only: the captured one's stands on the event. */
  readonly message?: string
  readonly carries?: readonly ErrorTrace[]
}

/** A larger tree is written without what its outermost error carries; judged again, it is a bug. */
const ERRORS_WRITTEN = 20
const MESSAGE_LIMIT = 200

export function writeTrace(tree: ErrorTree): ErrorTrace {
  const { error, carried } = tree
  const own = { package: error.package, names: error.names, code: error.code, status: error.status }
  if (!carried || countErrors(tree) > ERRORS_WRITTEN) return own
  const carries = carried.map((child) => ({
    ...writeTrace(child),
    message: child.error.message.slice(0, MESSAGE_LIMIT),
  }))
  return { ...own, carries }
}

/** @returns undefined for anything that is no trace */
export function readTrace(value: unknown): ErrorTrace | undefined {
  const names = readProperty(value, 'names')
  if (!Array.isArray(names)) return undefined
  const message = readString(value, 'message')
  const carries = readProperty(value, 'carries')
  return {
    package: readString(value, 'package'),
    names: names.map(String),
    code: readString(value, 'code'),
    status: readNumber(value, 'status'),
    ...(message !== undefined && { message }),
    ...(Array.isArray(carries) && { carries: carries.flatMap((child) => readTrace(child) ?? []) }),
  }
}

function countErrors({ carried = [] }: ErrorTree): number {
  return carried.reduce((count, child) => count + countErrors(child), 1)
}
