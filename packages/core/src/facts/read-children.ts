import type { ChildErrors, ErrorFacts } from './error-facts.js'
import { type ErrorBook, LiveError } from './live-error.js'
import { isObject, readNumber, readProperty } from './safe-read.js'

/** More carried errors than this are not looked at: the rest counts as unknown. */
const CHILDREN_READ = 64

export function readChildren(error: object, fields: readonly string[], book: ErrorBook): ChildErrors {
  const errors: ErrorFacts[] = []
  let isComplete = true
  for (const field of fields) {
    const value = readProperty(error, field)
    if (value === undefined || value === null) continue
    for (const child of toList(value)) {
      if (isObject(child) && errors.length < CHILDREN_READ) errors.push(new LiveError(child, book))
      else isComplete = false
    }
  }
  return { errors, isComplete }
}

/** Reads an array by index, since one that iterates or slices itself in its own way may never end. */
function toList(value: unknown): readonly unknown[] {
  try {
    if (!Array.isArray(value)) return [value]
  } catch {
    return UNREADABLE
  }
  const length = readNumber(value, 'length') ?? -1
  if (!(length >= 0)) return UNREADABLE
  return Array.from({ length: Math.min(length, CHILDREN_READ + 1) }, (_, index) =>
    readProperty(value, String(index)),
  )
}

const UNREADABLE = [undefined]
